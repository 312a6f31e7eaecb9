import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { openConfiguration } from '../../../lib/cli/open.ts';
import type { Alone } from './declaration.ts';
import type { OpenScene } from './scene.ts';

/** A company that has this one provider, and nothing else to ask. Its connection is called as the provider is. */
export function aloneScene(id: string, { keys, start }: Alone): OpenScene {
  return async (folder, now) => {
    const { credential, standIn } = await start(now);
    const config = join(folder, 'exhibit.yaml');
    const connection = { id, provider: id, credentials: 'env:CREDENTIAL', endpoint: standIn.url, ...keys };
    const organization = { organization: 'Acme', timezone: 'UTC', schedule: '02:00', locker: './evidence' };
    writeFileSync(config, stringify({ version: 1, ...organization, connections: [connection] }));
    return {
      services: null,
      standIns: { [id]: standIn },
      credentials: { [id]: credential },
      configuration: await openConfiguration({ config }),
      storeWords: async () => {},
      beforeNight: () => {},
      spoilExport: () => {},
      behave: () => standIn.behave(),
      close: () => standIn.close(),
    };
  };
}

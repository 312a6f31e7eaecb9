import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { companyAt } from '../../../../demo/company/company.ts';
import { nights, nightTime } from '../../../../demo/company/nights.ts';
import { exportTime } from '../../../../demo/company/password-events.ts';
import { subject } from '../../../../demo/company/people.ts';
import { type DemoOptions, startDemo } from '../../../../demo/demo.ts';
import { vaultExport } from '../../../../demo/stand-ins/onepassword.ts';
import { loadConfiguration } from '../../../../lib/config/load.ts';
import { openFolderLocker } from '../../../../lib/locker/folder.ts';
import { collectConnection } from '../../../../lib/nightly/collect/connection.ts';
import { silent } from '../../../../lib/nightly/run-context.ts';
import { providers } from '../../../../lib/providers/collectors.ts';
import { manifests } from '../../../../lib/providers/manifests.ts';
import { temporaryFolder } from '../../../locker/folders.ts';

/** Between two nights for the providers, so that none counts the requests of many as those of a minute. */
const pauseMs = 5_000;

/** Collects every night of the made-up company, by the real clock. */
export async function collectNights(onAnswer: NonNullable<DemoOptions['onAnswer']>): Promise<void> {
  let tonight = 0;
  const demo = await startDemo({ onAnswer, now: () => new Date(Date.now() + tonight * pauseMs) });
  const folder = await temporaryFolder();
  const file = join(demo.folder, 'exhibit.yaml');
  writeFileSync(file, demo.configuration(join(folder, 'evidence'), { credentials: (id) => `secret:${id}` }));
  const configuration = await loadConfiguration(file, { providers: manifests });
  const context = {
    configuration,
    locker: openFolderLocker(join(folder, 'evidence')),
    providers: new Map(providers.map((provider) => [provider.id, provider])),
    now: () => new Date(),
    nominalGiven: true,
    collector: { version: '1', commit: null, node: 'v24', trigger: 'manual', by: null },
    progress: silent,
    secretOf: async ({ id }: { id: string }) =>
      new Map<string, string>(Object.entries(demo.credentials)).get(id) ?? null,
  } as const;
  for (tonight = 1; tonight <= nights; tonight++) {
    demo.setNight(tonight);
    const text = JSON.stringify(vaultExport(companyAt(tonight).onepassword, exportTime(tonight), subject));
    onAnswer('onepassword', { method: 'GET', path: 'export', status: 200, text });
    const night = { ...context, run: nightTime(tonight).toISOString().replace('.000Z', 'Z') };
    for (const connection of configuration.connections)
      await collectConnection({ ...night, scratch: await temporaryFolder() }, connection, []);
  }
  await demo.close();
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nightTime } from '../../demo/company/nights.ts';
import { type Demo, startDemo } from '../../demo/demo.ts';
import { loadConfiguration } from '../../lib/config/load.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { type CollectContext, silent } from '../../lib/nightly/run-context.ts';
import { providers } from '../../lib/providers/collectors.ts';
import { manifests } from '../../lib/providers/manifests.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { type Compared, collectAndReadAgain, gist, recordsOf } from './reading-again.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo.close());

/** A night of the company, every connection collected and read again. */
async function night(number: number): Promise<ReadonlyMap<string, readonly Compared[]>> {
  demo.setNight(number);
  const folder = await temporaryFolder();
  const file = join(demo.folder, `exhibit-${number}.yaml`);
  writeFileSync(file, demo.configuration(join(folder, 'evidence'), { credentials: (id) => `secret:${id}` }));
  const configuration = await loadConfiguration(file, { providers: manifests });
  const run = nightTime(number).toISOString().replace('.000Z', 'Z');
  const context: Omit<CollectContext, 'scratch'> = {
    configuration,
    locker: openFolderLocker(join(folder, 'evidence')),
    providers: new Map(providers.map((provider) => [provider.id, provider])),
    run,
    now: () => new Date(),
    nominalGiven: true,
    collector: { version: '1', commit: null, node: 'v24', trigger: 'manual', by: null },
    progress: silent,
    secretOf: async ({ id }) => demo.credentials[id as keyof typeof demo.credentials] ?? null,
  };
  const found = new Map<string, readonly Compared[]>();
  for (const connection of configuration.connections)
    found.set(connection.id, await collectAndReadAgain(context, connection));
  return found;
}

/** The same from the raw answers alone. */
function expectSame({ again, dataset, stored }: Compared): void {
  const { collected, gap } = again;
  expect({ dataset, gap, ...gist(collected.document), message: collected.document.problem?.message }).toEqual(
    {
      dataset,
      gap: null,
      ...gist(stored),
      message: stored.problem?.message,
    },
  );
  expect(recordsOf(collected.records)).toEqual(recordsOf(stored.records));
}

describe('A night of the company, read again from its raw answers', () => {
  test.each([1, 13, 22, 30])('is the same (night %i)', async (number) => {
    const connections = await night(number);
    for (const [, datasets] of connections) for (const one of datasets) expectSame(one);
    const all = [...connections.values()].flat();
    expect(all.length).toBeGreaterThan(15);
  });
});

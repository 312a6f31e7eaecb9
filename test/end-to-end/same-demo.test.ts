import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { nightTime, startDemo } from '../../demo/demo.ts';
import type { Ports } from '../../demo/services.ts';
import { demoNight } from '../../lib/cli/demo-night.ts';
import { openConfiguration } from '../../lib/cli/open.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';

const collector = { version: 'test', commit: null, node: 'v24', trigger: 'schedule', by: null } as const;
/** The baseline, words on record, GitHub, Slack refused, a guest, 1Password down, and the end. */
const told = [1, 2, 4, 13, 14, 22, 30];

const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'exhibit-same-demo-')));
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Plays the nights into the folder; gives the ports, and each file's content by its key. */
async function play(folder: string, given?: Ports) {
  let at = nightTime(1);
  const demo = await startDemo({ folder, now: () => at, ...(given ? { ports: given } : {}) });
  try {
    const config = join(folder, 'exhibit.yaml');
    writeFileSync(config, demo.configuration('./evidence'));
    const configuration = await openConfiguration({ config });
    for (const number of told) {
      at = nightTime(number);
      await demoNight({ demo, configuration, number, collector });
    }
    const locker = openFolderLocker(configuration.locker);
    const files = new Map<string, string>();
    for (const { key } of await locker.list(''))
      files.set(key, (await locker.read(key))?.toString('base64') ?? '');
    await locker.close();
    return { files, ports: demo.ports };
  } finally {
    await demo.close();
  }
}

test('two demonstrations on the same ports leave the same bytes, but for seals and keys', async () => {
  const [first = '', second = ''] = folders;
  const { files, ports } = await play(first);
  const again = (await play(second, ports)).files;
  const evidence = (of: Map<string, string>) =>
    [...of.keys()].filter((key) => !key.startsWith('chain/') && !key.startsWith('keys/'));
  expect(evidence(files).length).toBeGreaterThan(400);
  expect(evidence(again)).toEqual(evidence(files));
  expect(evidence(files).filter((key) => files.get(key) !== again.get(key))).toEqual([]);
});

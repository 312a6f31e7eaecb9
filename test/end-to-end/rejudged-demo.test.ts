import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { nights, nightTime, startDemo } from '../../demo/demo.ts';
import { demoNight } from '../../lib/cli/demo-night.ts';
import { openConfiguration } from '../../lib/cli/open.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { allTheSame, rejudgeAll } from '../nightly/rejudging.ts';

const collector = { version: 'test', commit: null, node: 'v24', trigger: 'schedule', by: null } as const;
const folder = mkdtempSync(join(tmpdir(), 'exhibit-rejudged-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every night of the demonstration company is judged alike from what is sealed alone: the same bytes', async () => {
  let at = nightTime(1);
  const demo = await startDemo({ folder, now: () => at });
  try {
    const config = join(folder, 'exhibit.yaml');
    writeFileSync(config, demo.configuration('./evidence'));
    const configuration = await openConfiguration({ config });
    for (let number = 1; number <= nights; number++) {
      at = nightTime(number);
      await demoNight({ demo, configuration, number, collector });
    }
    const locker = openFolderLocker(configuration.locker);
    const outcomes = await rejudgeAll(locker);
    expect(Object.keys(outcomes)).toHaveLength(nights);
    expect(outcomes).toEqual(allTheSame(outcomes));
    await locker.close();
  } finally {
    await demo.close();
  }
});

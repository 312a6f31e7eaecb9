import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { nights } from '../../demo/demo.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { allTheSame, rejudgeAll } from '../nightly/rejudging.ts';
import { demoNights } from './demo-nights.ts';

const collector = { version: 'test', commit: null, node: 'v24', trigger: 'schedule', by: null } as const;
const folder = mkdtempSync(join(tmpdir(), 'exhibit-rejudged-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every night of the demonstration company is judged alike from what is sealed alone: the same bytes', async () => {
  const { locker: evidence } = await demoNights(folder, nights, collector);
  const locker = openFolderLocker(evidence);
  const outcomes = await rejudgeAll(locker);
  expect(Object.keys(outcomes)).toHaveLength(nights);
  expect(outcomes).toEqual(allTheSame(outcomes));
  await locker.close();
});

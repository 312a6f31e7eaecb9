import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { runningBundle } from '../../../lib/nightly/functions/bundle-hash.ts';
import { executeRun } from '../../../lib/nightly/run.ts';
import { readSeal } from '../../../lib/seal/chain.ts';
import { bundleText } from '../../../scripts/bundle-text.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { ana, google, nightAt, scene } from '../night.ts';

test('A bundle knows its own hash in the folder that Lambda unpacks it to, and nowhere else', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'index.mjs');
  await bundleText(`export { runningBundle } from './lib/nightly/functions/bundle-hash.ts';`, file);
  const { runningBundle: bundled } = (await import(pathToFileURL(file).href)) as {
    runningBundle: typeof runningBundle;
  };
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  expect(await bundled({ LAMBDA_TASK_ROOT: folder })).toBe(sha256);
  expect(await bundled({ LAMBDA_TASK_ROOT: dirname(folder) })).toBeNull();
  expect(await bundled({})).toBeNull();
});

test('Code that runs from its sources has no one hash', async () => {
  expect(await runningBundle({ LAMBDA_TASK_ROOT: '/var/task' })).toBeNull();
});

test('A seal names the bundle, and nothing where there is none', async () => {
  const stage = await scene({ google: google(ana) });
  await executeRun(await stage.context(nightAt(0)));
  await executeRun(await stage.context(nightAt(1), {}, { bundle: 'c'.repeat(64) }));
  const bundleOf = async (sequence: number) =>
    (await readSeal(stage.locker, sequence))?.statement?.predicate.collector.bundle;
  expect([await bundleOf(1), await bundleOf(2)]).toEqual([null, 'c'.repeat(64)]);
});

import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { nightTime } from '../../demo/demo.ts';
import { night } from '../../lib/cli/night.ts';
import { openConfiguration } from '../../lib/cli/open.ts';
import { openLocker } from '../../lib/locker/open.ts';
import { collectorIn } from '../../lib/nightly/functions/open.ts';
import { type RejudgedRuns, rejudgeRuns } from '../../lib/nightly/rejudge/rejudge-runs.ts';
import { sealedIn } from '../../lib/nightly/rejudge/sealed-in.ts';
import { providers } from '../../lib/providers/collectors.ts';
import { storeAttestation } from '../../lib/runs/attestations.ts';
import { openFolderReader } from '../../lib/seal/verify/folder-reader.ts';
import { readChain } from '../../lib/seal/verify/verify-locker.ts';
import { version } from '../../lib/version.ts';
import { deployment } from './deployment.ts';

const maker = { version, commit: 'c0ffee' };

async function judgedAgain(folder: string): Promise<RejudgedRuns> {
  const [reader, locker] = [openFolderReader(folder), openLocker(folder)];
  try {
    const { seals } = await readChain(reader, 'in-locker');
    return await rejudgeRuns({ locker, sealed: sealedIn(seals), isWanted: () => true, providers, maker });
  } finally {
    await Promise.all([reader.close(), locker.close()]);
  }
}

const nothingWrong = { problems: [], notices: [], notRejudged: [] };

test('Nights by the functions come out the same when they are judged again, also one in which another version was deployed', async () => {
  await using of = await deployment();
  of.commit = 'facade';
  await of.night();
  of.at = nightTime(2);
  of.demo.setNight(2);
  const planned = await of.plan();
  const [first, ...others] = planned.connections ?? [];
  if (!first) throw new Error('There are connections.');
  await of.collect(planned, first);
  of.commit = maker.commit;
  for (const one of others) await of.collect(planned, one);
  await of.conclude(planned);
  await of.seal(planned.run);
  expect(await judgedAgain(of.location)).toEqual({
    ...nothingWrong,
    notRejudged: [{ run: expect.any(String), why: expect.stringContaining('facade') }],
    runs: 1,
  });
});

test('and so do nights whose clocks go a little apart, or back', async () => {
  await using of = await deployment();
  const planned = await of.plan();
  const locker = openLocker(of.location);
  // Typed while the night went on, on a machine whose clock is behind.
  const at = new Date(of.at.getTime() - 30_000).toISOString();
  const word = {
    control: 'sign-in.single-sign-on',
    by: 'ana@acme.example',
    note: 'Seen',
    at,
    expires: '2027-01-01',
  };
  await storeAttestation(locker, word, []);
  await locker.close();
  const start = of.at.getTime();
  let asked = 0;
  Object.defineProperty(of, 'at', { get: () => new Date(start - (asked++ % 3) * 40) });
  for (const one of planned.connections ?? []) await of.collect(planned, one);
  await of.conclude(planned);
  await of.seal(planned.run);
  expect(await judgedAgain(of.location)).toEqual({ ...nothingWrong, runs: 1 });
});

test('and so do nights that were cut off, whose functions failed, and that were started again', async () => {
  await using of = await deployment();
  const cut = await of.plan();
  const [first, second] = cut.connections ?? [];
  if (!first || !second) throw new Error('There are connections.');
  await of.collect(cut, first);
  of.at = nightTime(2);
  of.demo.setNight(2);
  const failing = await of.plan();
  await of.collect(failing, first);
  const error = { Error: 'Sandbox.Timedout', Cause: 'x' };
  of.failed(failing, { connection: second.id, provider: second.provider, error });
  await of.conclude(failing);
  await of.seal(failing.run);
  of.at = nightTime(3);
  of.demo.setNight(3);
  const begun = await of.plan();
  await of.collect(begun, first);
  const again = await of.plan({ run: begun.run });
  for (const one of again.connections ?? []) await of.collect(again, one);
  await of.conclude(again);
  await of.seal(again.run);
  expect(await judgedAgain(of.location)).toEqual({ ...nothingWrong, runs: 3 });
});

test('and so do nights that asked some connections alone', async () => {
  await using of = await deployment();
  const configuration = await openConfiguration({ config: join(of.folder, 'exhibit.yaml') });
  const collector = collectorIn({ EXHIBIT_COMMIT: of.commit });
  for (const [number, only] of [
    [1, ['google', 'slack']],
    [2, null],
  ] as const) {
    of.at = nightTime(number);
    of.demo.setNight(number);
    const options = { configuration, at: of.at, only, environment: {}, collector, now: () => of.at };
    await night(options, async () => null);
  }
  expect(await judgedAgain(of.location)).toEqual({ ...nothingWrong, runs: 2 });
});

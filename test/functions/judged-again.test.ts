import { expect, test } from '@jest/globals';
import { nightTime } from '../../demo/demo.ts';
import { openLocker } from '../../lib/locker/open.ts';
import { type RejudgedRuns, rejudgeRuns } from '../../lib/nightly/rejudge/rejudge-runs.ts';
import { sealedIn } from '../../lib/nightly/rejudge/sealed-in.ts';
import { providers } from '../../lib/providers/collectors.ts';
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

test('Nights by the functions come out the same when they are judged again', async () => {
  await using of = await deployment();
  for (const number of [1, 2]) {
    of.at = nightTime(number);
    of.demo.setNight(number);
    await of.night();
  }
  expect(await judgedAgain(of.location)).toEqual({ ...nothingWrong, runs: 2 });
});

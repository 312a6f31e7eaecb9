import { expect, test } from '@jest/globals';
import type { Locker } from '../../lib/locker/locker.ts';
import { runNight } from '../../lib/nightly/run.ts';
import { ana, ben, google, nightAt, scene } from './night.ts';

/** A locker that notes the keys it is asked for, whichever the run. */
function noting(locker: Locker, keys: string[]): Locker {
  return {
    ...locker,
    read(key) {
      keys.push(key.replace(/runs\/[^/]+/, 'runs/…').replace(/\d{10}/, '…'));
      return locker.read(key);
    },
  };
}

// Events are another matter: a night goes back as far as their provider keeps them, and no further.
test('A night after many reads no more of the locker than one after few', async () => {
  const stage = await scene({ google: google(ana, ben) });
  const readOn: string[][] = [];
  for (let night = 0; night < 12; night++) {
    const keys: string[] = [];
    const { locker } = stage;
    await runNight(await stage.context(nightAt(night - 11), {}, { locker: noting(locker, keys) }));
    readOn.push(keys.toSorted());
  }
  expect(readOn[3]).not.toEqual([]);
  expect(readOn[11]).toEqual(readOn[3]);
});

import { expect, test } from '@jest/globals';
import type { Locker } from '../../lib/locker/locker.ts';
import { executeRun } from '../../lib/nightly/run.ts';
import { ana, ben, google, nightAt, scene } from './night.ts';

/** A locker that notes what it is asked, whichever the run. */
function noting(locker: Locker, asked: string[]): Locker {
  const note = (method: string, key: unknown) =>
    asked.push(
      `${method} ${String(key)
        .replace(/runs\/[^/]+/, 'runs/…')
        .replace(/\d{10}/, '…')}`,
    );
  return new Proxy(locker, {
    get(target, method: keyof Locker) {
      const found: unknown = target[method];
      if (typeof found !== 'function') return found;
      return (...given: readonly unknown[]) => {
        note(method, given[0]);
        return found.apply(target, given);
      };
    },
  });
}

// Events are another matter: a night goes back as far as their provider keeps them, and no further.
test('A night after many asks no more of the locker than one after few', async () => {
  const stage = await scene({ google: google(ana, ben) });
  const askedOn: string[][] = [];
  for (let night = 0; night < 12; night++) {
    const asked: string[] = [];
    const { locker } = stage;
    await executeRun(await stage.context(nightAt(night - 11), {}, { locker: noting(locker, asked) }));
    askedOn.push(asked.toSorted());
  }
  expect(askedOn[3]).not.toEqual([]);
  expect(askedOn[11]).toEqual(askedOn[3]);
});

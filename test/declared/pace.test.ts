import { expect, test } from '@jest/globals';
import { paceOf } from '../../lib/declared/collect/pace.ts';

/** A clock that moves by waiting alone, and what was waited. */
function watch() {
  let time = 1_000;
  const waits: number[] = [];
  return {
    waits,
    pass: (ms: number) => {
      time += ms;
    },
    now: () => time,
    wait: async (ms: number) => {
      waits.push(ms);
      time += ms;
    },
  };
}

test('So many requests go at once, and the next waits until the first is a minute old', async () => {
  const clock = watch();
  const pace = paceOf(3, undefined, clock);
  await pace();
  clock.pass(10_000);
  for (const _ of [1, 2]) await pace();
  expect(clock.waits).toEqual([]);
  await pace();
  expect(clock.waits).toEqual([50_000]);
  await pace();
  expect(clock.waits).toEqual([50_000, 10_000]);
});

test('Requests that are far apart never wait, nor do any where no limit is published', async () => {
  const clock = watch();
  const [slow, free] = [paceOf(2, undefined, clock), paceOf(null, undefined, clock)];
  for (let asked = 0; asked < 10; asked++) {
    await slow();
    clock.pass(31_000);
  }
  for (let asked = 0; asked < 100; asked++) await free();
  expect(clock.waits).toEqual([]);
});

test('A run that is stopped while it waits is interrupted', async () => {
  const stop = new AbortController();
  const clock = watch();
  const pace = paceOf(1, stop.signal, { ...clock, wait: async () => stop.abort() });
  await pace();
  await expect(pace()).rejects.toMatchObject({ code: 'interrupted' });
});

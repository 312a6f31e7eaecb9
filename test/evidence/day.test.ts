import { expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { nominalTime } from '../../lib/cli/commands/run.ts';
import { instant } from '../../lib/judging/instant.ts';
import { readEvent, runText } from '../../lib/nightly/functions/event.ts';

const shape = z.object({ run: runText });

test.each(['2026-02-30T01:00:00Z', '2026-02-29T01:00:00Z', '2026-11-31T01:00:00Z'])(
  '%s, a day that no calendar has, is no time anywhere',
  (time) => {
    expect(() => nominalTime(time)).toThrow('is not a time such as');
    expect(instant(time)).toBeNull();
    expect(() => readEvent('plan', { run: time }, shape)).toThrow('is not a time that exists');
  },
);

test.each(['2028-02-29T01:00:00Z', '2026-12-31T01:00:00Z'])('%s is one', (time) => {
  expect(nominalTime(time).toISOString()).toBe(`${time.slice(0, -1)}.000Z`);
  expect(instant(time)).toBe(Date.parse(time));
  expect(readEvent('plan', { run: time }, shape)).toEqual({ run: time });
});

import { describe, expect, test } from '@jest/globals';
import { type Waiver, waiverFor, waiversInForce } from '../../lib/judging/waivers.ts';

const now = new Date('2026-11-23T02:00:00Z');
const breakGlass = {
  control: 'google-workspace.mfa-enforced',
  subject: 'breakglass@acme.example',
  reason: 'Hardware key in the safe',
  approvedBy: 'cto@acme.example',
  expires: '2026-11-23',
};
const inForce = (changes: Partial<Waiver> = {}, timezone = 'Europe/Amsterdam', at = now) =>
  waiversInForce([{ ...breakGlass, ...changes }], breakGlass.control, at, timezone);
const failure = {
  key: 'google/1',
  subject: breakGlass.subject,
  verdict: 'fail',
  reason: 'Not enforced.',
} as const;
const { reason, approvedBy, expires } = breakGlass;

describe('A waiver', () => {
  test('covers its subject through the whole of its last day', () => {
    expect(inForce().get(breakGlass.subject)).toEqual({ reason, approvedBy, expires });
  });

  test('that ended yesterday excuses nothing', () => {
    expect(inForce({ expires: '2026-11-22' }).size).toBe(0);
  });

  test('ends with the day of the company, not of UTC', () => {
    const lateEvening = new Date('2026-11-23T23:30:00Z');
    expect(inForce({}, 'Europe/Amsterdam', lateEvening).size).toBe(0);
    expect(inForce({}, 'America/New_York', lateEvening).size).toBe(1);
  });

  test('of another control excuses nothing', () => {
    expect(inForce({ control: 'google-workspace.mfa-enrolled' }).size).toBe(0);
  });

  test('stands although another of the same subject has ended, whichever is written first', () => {
    const ended = { ...breakGlass, expires: '2026-11-01' };
    for (const waivers of [
      [breakGlass, ended],
      [ended, breakGlass],
    ])
      expect(waiversInForce(waivers, breakGlass.control, now, 'UTC').get(breakGlass.subject)?.expires).toBe(
        expires,
      );
  });

  test('whose end is no day of the calendar is an error, never a long waiver', () => {
    expect(() => inForce({ expires: '2027-02-30' })).toThrow(RangeError);
  });
});

describe('A failure', () => {
  test('is covered whatever the case of its subject', () => {
    const found = waiverFor({ ...failure, subject: 'BreakGlass@Acme.Example' }, inForce(), now);
    expect(found).toEqual({ reason, approvedBy, expires });
  });

  test('of somebody else is not covered', () => {
    expect(waiverFor({ ...failure, subject: 'ben@acme.example' }, inForce(), now)).toBeNull();
  });

  test('is excused by a rule of the provider until its end, which the finding names', () => {
    const until = '2026-11-24T00:00:00Z';
    expect(waiverFor({ ...failure, excusedUntil: until }, new Map(), now)).toEqual({
      reason: expect.any(String),
      approvedBy: 'policy',
      expires: until,
    });
  });

  test.each(['2026-11-22T00:00:00Z', '2026-11-23T02:00:00Z', 'some day'])(
    'is not excused by a rule that ended, or by no time at all (%s)',
    (excusedUntil) => {
      expect(waiverFor({ ...failure, excusedUntil }, new Map(), now)).toBeNull();
    },
  );
});

test('What is unknown is never waived', () => {
  expect(waiverFor({ ...failure, verdict: 'unknown' }, inForce(), now)).toBeNull();
  expect(
    waiverFor({ ...failure, verdict: 'unknown', excusedUntil: '2027-01-01T00:00:00Z' }, new Map(), now),
  ).toBeNull();
});

describe('A waiver of more than a year', () => {
  test.each([
    ['from now', { expires: '2027-11-25' }],
    ['from its approval', { approvedOn: '2026-01-01', expires: '2027-01-03' }],
  ])('%s covers nothing', (_, changes) => {
    expect(inForce(changes).size).toBe(0);
  });

  test.each([
    ['a year from now', { expires: '2027-11-24' }],
    ['a year from its approval', { approvedOn: '2026-01-01', expires: '2027-01-02' }],
  ])('and one of %s does', (_, changes) => {
    expect(inForce(changes).size).toBe(1);
  });
});

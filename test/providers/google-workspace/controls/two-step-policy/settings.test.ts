import { expect, test } from '@jest/globals';
import {
  enforcement,
  enrollment,
  factors,
  gracePeriod,
} from '../../../../../lib/providers/google-workspace/controls/two-step-policy/settings.ts';

test('enforcement is a moment, and null for what Google writes as 1970', () => {
  const read = (enforcedFrom: unknown) => enforcement.read({ enforcedFrom });
  expect(read('2024-02-16T23:22:21.732Z')).toBe(Date.UTC(2024, 1, 16, 23, 22, 21, 732));
  expect(read('2024-02-17T01:22:21+02:00')).toBe(Date.UTC(2024, 1, 16, 23, 22, 21));
  for (const never of ['1970-01-01T00:00:00Z', '1970-01-01T01:00:00Z', '1969-12-31T23:00:00Z'])
    expect(read(never)).toBeNull();
  for (const odd of [undefined, null, '', 'soon', '2024-02-16', '2024-02-16T23:22:21', 1708125741, true])
    expect(read(odd)).toBeUndefined();
});

test('a grace period is read in seconds, and nothing else', () => {
  const read = (enrollmentGracePeriod: unknown) => gracePeriod.read({ enrollmentGracePeriod });
  expect(read('604800s')).toBe(604_800_000);
  expect(read('0s')).toBe(0);
  expect(read('1.5s')).toBe(1500);
  for (const odd of [undefined, null, '', '604800', '7d', '-1s', '1e9s', '9999999999999999s', 604800])
    expect(read(odd)).toBeUndefined();
});

test('enrolment is a boolean and never a word for one', () => {
  expect(enrollment.read({ allowEnrollment: false })).toBe(false);
  for (const odd of [undefined, null, 'true', 1])
    expect(enrollment.read({ allowEnrollment: odd })).toBeUndefined();
});

test('a set of factors that is not known cannot be read', () => {
  expect(factors.read({ allowedSignInFactorSet: 'NO_TELEPHONY' })).toBe('NO_TELEPHONY');
  for (const odd of [undefined, 'no_telephony', 'TELEPHONY_ONLY'])
    expect(factors.read({ allowedSignInFactorSet: odd })).toBeUndefined();
});

test("Google's defaults: enrolment allowed, not enforced, no grace, every factor", () => {
  expect([enrollment.initial, enforcement.initial, gracePeriod.initial, factors.initial]).toEqual([
    true,
    null,
    0,
    'ALL',
  ]);
});

test('a grace period is said in words, and so is none', () => {
  expect(gracePeriod.asText(0)).toBe('no grace period');
  expect(gracePeriod.asText(86_400_000)).toBe('a grace period of 1 day');
});

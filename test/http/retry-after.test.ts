import { describe, expect, test } from '@jest/globals';
import { limitResetMs, retryAfterMs } from '../../lib/http/retry-after.ts';

const now = new Date('2026-11-23T02:00:00Z');
const anHourOff = { date: 'Mon, 23 Nov 2026 03:00:00 GMT' };

describe('Retry-After', () => {
  test.each([
    ['0', 0],
    ['7', 7_000],
    [' 1.5 ', 1_500],
    ['Mon, 23 Nov 2026 02:00:10 GMT', 10_000],
    ['Mon, 23 Nov 2026 01:59:00 GMT', 0],
    ['soon', null],
    ['', null],
  ])('“%s” is %p ms', (value, wait) => {
    expect(retryAfterMs(new Headers({ 'retry-after': value }), now)).toBe(wait);
  });

  test('may be missing', () => {
    expect(retryAfterMs(new Headers(), now)).toBeNull();
  });

  test('as a date counts from the provider’s date, should our clock be an hour off', () => {
    const headers = new Headers({ ...anHourOff, 'retry-after': 'Mon, 23 Nov 2026 03:00:10 GMT' });
    expect(retryAfterMs(headers, now)).toBe(10_000);
  });
});

describe.each([
  ['GitHub', 'x-ratelimit'],
  ['Okta', 'x-rate-limit'],
  ['Sentry', 'x-sentry-rate-limit'],
  ['Fastly', 'fastly-ratelimit'],
  ['GitLab', 'ratelimit'],
])('The reset of %s’s limit', (_, name) => {
  const at = String(now.getTime() / 1000 + 30);

  test.each([at, '30', '30.0'])('is a time, or seconds from now when few: %s', (reset) => {
    expect(limitResetMs(new Headers({ [`${name}-reset`]: reset }), now)).toBe(30_000);
    expect(limitResetMs(new Headers({ [`${name}-reset`]: reset, [`${name}-remaining`]: '0' }), now)).toBe(
      30_000,
    );
  });

  test('means nothing while requests remain', () => {
    expect(limitResetMs(new Headers({ [`${name}-reset`]: at, [`${name}-remaining`]: '1' }), now)).toBeNull();
  });
});

describe('The reset of a limit', () => {
  test('may be missing or no number', () => {
    expect(limitResetMs(new Headers(), now)).toBeNull();
    expect(limitResetMs(new Headers({ 'x-ratelimit-reset': 'soon' }), now)).toBeNull();
  });
});

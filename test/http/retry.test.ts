import { describe, expect, test } from '@jest/globals';
import { type ProblemCode, problemCodes } from '../../lib/evidence/problem.ts';
import type { Failure } from '../../lib/http/request-failure.ts';
import { attemptLimitMs, waitBeforeRetry } from '../../lib/http/retry.ts';

function failure(code: ProblemCode, askedWaitMs: number | null = null): Failure {
  return { code, status: null, reason: null, text: null, askedWaitMs };
}

const fresh = { attempts: 1, leftMs: 120_000 };
const half = () => 0.5;

describe('whether to ask again', () => {
  test('depends on whether it may pass by itself', () => {
    const repeated = problemCodes.filter((code) => waitBeforeRetry(failure(code), fresh, half) !== null);
    expect(repeated).toEqual(['rate-limited', 'unavailable', 'timeout']);
  });

  test('depends on whether patience covers the wait', () => {
    const asked = failure('rate-limited', 5_000);
    expect(waitBeforeRetry(asked, { attempts: 1, leftMs: 5_001 }, half)).toBe(5_000);
    expect(waitBeforeRetry(asked, { attempts: 1, leftMs: 5_000 }, half)).toBeNull();
  });
});

describe('the wait', () => {
  test('doubles up to 30 s, of which chance takes a part', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 8, 60].map((attempts) =>
      waitBeforeRetry(failure('unavailable'), { attempts, leftMs: 120_000 }, () => 1),
    );
    expect(longest).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    expect(waitBeforeRetry(failure('unavailable'), { attempts: 3, leftMs: 120_000 }, half)).toBe(1_000);
  });

  test('is never nothing', () => {
    expect(waitBeforeRetry(failure('unavailable'), fresh, () => 0)).toBe(100);
    expect(waitBeforeRetry(failure('rate-limited', 0), fresh, half)).toBe(100);
  });

  test('is what the provider asks for, be it more or less than our own', () => {
    expect(waitBeforeRetry(failure('rate-limited', 60_000), fresh, half)).toBe(60_000);
    expect(waitBeforeRetry(failure('unavailable', 1_000), { attempts: 9, leftMs: 120_000 }, half)).toBe(
      1_000,
    );
  });
});

describe('the time for one attempt', () => {
  test('is what is left of patience, between 30 and 60 s', () => {
    expect([0, 3_000, 40_000, 120_000].map((left) => attemptLimitMs(left))).toEqual([
      30_000, 30_000, 40_000, 60_000,
    ]);
  });

  test('can be set lower', () => {
    expect(attemptLimitMs(120_000, 50)).toBe(50);
  });
});

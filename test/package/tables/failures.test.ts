import { describe, expect, test } from '@jest/globals';
import { failuresOf } from '../../../lib/package/tables/failures.ts';
import type { FindingSpan } from '../../../lib/report/model.ts';

const span = (
  from: number,
  to: number,
  verdict: FindingSpan['verdict'],
  more: Partial<FindingSpan> = {},
): FindingSpan => ({
  from,
  to,
  verdict,
  reason: verdict,
  waiver: null,
  ...more,
});
const waiver = { reason: 'On leave', approvedBy: 'cto@acme.example', expires: '2026-12-31' };
const all = new Array<boolean>(10).fill(true);
const failures = (spans: FindingSpan[], judged = all) =>
  failuresOf({ subject: 'ana', spans }, judged).map(({ from, to, ended, nights, waived }) => ({
    from,
    to,
    ended,
    nights,
    waived,
  }));

describe('a failure, from its first night to its last', () => {
  test('is over on the night that passes', () => {
    expect(failures([span(0, 2, 'pass'), span(3, 5, 'fail'), span(6, 9, 'pass')])).toEqual([
      { from: 3, to: 5, ended: 6, nights: 3, waived: 0 },
    ]);
  });

  test('goes on while the reason changes, while it is waived, and while it cannot be seen', () => {
    const spans = [
      span(1, 2, 'fail'),
      span(3, 3, 'fail', { reason: 'other' }),
      span(4, 4, 'unknown', { carried: 'fail' }),
      span(5, 6, 'fail', { waiver }),
      span(7, 9, 'pass'),
    ];
    expect(failures(spans)).toEqual([{ from: 1, to: 6, ended: 7, nights: 5, waived: 2 }]);
  });

  test('is over when the subject is not there any more, and another one begins when it comes back', () => {
    expect(failures([span(1, 2, 'fail'), span(5, 9, 'fail')])).toEqual([
      { from: 1, to: 2, ended: 3, nights: 2, waived: 0 },
      { from: 5, to: 9, ended: null, nights: 5, waived: 0 },
    ]);
  });

  test('is not over because nights left no findings', () => {
    const judged = all.map((_, at) => at !== 3 && at !== 9);
    expect(failures([span(1, 2, 'fail'), span(4, 8, 'fail')], judged)).toEqual([
      { from: 1, to: 8, ended: null, nights: 7, waived: 0 },
    ]);
  });

  test('is none where nothing is known', () => {
    expect(failures([span(0, 9, 'unknown')])).toEqual([]);
  });
});

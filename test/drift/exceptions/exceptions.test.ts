import { describe, expect, test } from '@jest/globals';
import { exceptionsOf, isWaived, type SubjectInterval } from '../../../lib/drift/exceptions/exceptions.ts';
import { firstGood } from '../../../lib/drift/exceptions/failure-periods.ts';

const interval = (
  from: number,
  to: number,
  verdict: SubjectInterval['verdict'],
  more: Partial<SubjectInterval> = {},
): SubjectInterval => ({
  from,
  to,
  verdict,
  reason: verdict,
  waiver: null,
  ...more,
});
const waiver = { reason: 'On leave', approvedBy: 'cto@acme.example', expires: '2026-12-31' };
const all = new Array<boolean>(10).fill(true);
const exceptions = (intervals: SubjectInterval[], judged = all) =>
  exceptionsOf({ subject: 'ana', intervals }, judged, () => null);
const failures = (spans: SubjectInterval[], judged = all) =>
  exceptions(spans, judged)
    .filter(({ kind }) => kind === 'fail')
    .map(({ firstBad, lastBad, over, nights, waived }) => ({
      from: firstBad,
      to: lastBad,
      ended: over?.night ?? null,
      nights,
      waived,
    }));

describe('a failure, from its first night to its last', () => {
  test('is over on the night that passes', () => {
    expect(failures([interval(0, 2, 'pass'), interval(3, 5, 'fail'), interval(6, 9, 'pass')])).toEqual([
      { from: 3, to: 5, ended: 6, nights: 3, waived: 0 },
    ]);
  });

  test('goes on while the reason changes, while it is waived, and while it cannot be seen', () => {
    const spans = [
      interval(1, 2, 'fail'),
      interval(3, 3, 'fail', { reason: 'other' }),
      interval(4, 4, 'unknown', { carried: 'fail' }),
      interval(5, 6, 'fail', { waiver }),
      interval(7, 9, 'pass'),
    ];
    expect(failures(spans)).toEqual([{ from: 1, to: 6, ended: 7, nights: 5, waived: 2 }]);
  });

  test('is over when the subject is not there any more, and another one begins when it comes back', () => {
    expect(failures([interval(1, 2, 'fail'), interval(5, 9, 'fail')])).toEqual([
      { from: 1, to: 2, ended: 3, nights: 2, waived: 0 },
      { from: 5, to: 9, ended: null, nights: 5, waived: 0 },
    ]);
  });

  test('is not over because nights left no findings', () => {
    const judged = all.map((_, at) => at !== 3 && at !== 9);
    expect(failures([interval(1, 2, 'fail'), interval(4, 8, 'fail')], judged)).toEqual([
      { from: 1, to: 8, ended: null, nights: 7, waived: 0 },
    ]);
  });

  test('is none where nothing is known', () => {
    expect(failures([interval(0, 9, 'unknown')])).toEqual([]);
  });
});

describe('an exception', () => {
  const intervals = [
    interval(0, 1, 'pass'),
    interval(2, 3, 'unknown'),
    interval(4, 5, 'fail', { reason: 'No second factor.', expected: 'on', seen: 'off', waiver }),
    interval(6, 9, 'pass'),
  ];

  test('has its last good, first bad, last bad and first good night', () => {
    const of = exceptions(intervals).map((one) => [
      one.kind,
      one.lastGood,
      one.firstBad,
      one.lastBad,
      firstGood(one),
    ]);
    expect(of).toEqual([
      ['unknown', 1, 2, 3, null],
      ['fail', 1, 4, 5, 6],
    ]);
  });

  test('that could not be decided and then failed is over as a failure, not open for ever', () => {
    expect(exceptions(intervals)[0]?.over).toEqual({ how: 'failed', night: 4 });
  });

  test('says why, what was expected and seen, and who waived it for which nights', () => {
    expect(exceptions(intervals)[1]).toMatchObject({
      subject: 'ana',
      reason: 'No second factor.',
      expected: 'on',
      seen: 'off',
      waived: 2,
      waivers: [{ from: 4, to: 5, ...waiver }],
    });
  });

  test('ends as gone where the subject is not there any more, and has no last good night before it was', () => {
    expect(exceptions([interval(2, 3, 'fail')])).toMatchObject([
      { lastGood: null, over: { how: 'gone', night: 4 } },
    ]);
  });

  test('is not ended by nights that could not decide, whether or not they say what was seen last', () => {
    const [first, ...more] = exceptions([
      interval(0, 1, 'fail'),
      interval(2, 5, 'unknown'),
      interval(6, 9, 'fail'),
    ]);
    expect([first?.firstBad, first?.lastBad, first?.nights, more]).toEqual([0, 9, 6, []]);
  });

  test('names what began and what ended it, by the nights on which that shows', () => {
    const causes = new Map([
      [4, 'standard'],
      [6, 'evidence'],
    ] as const);
    const of = exceptionsOf({ subject: 'ana', key: 'u1', intervals }, all, (night, { key }) =>
      key === 'u1' ? (causes.get(night as 4) ?? null) : null,
    );
    expect(of.map(({ cause, overCause }) => [cause, overCause])).toEqual([
      [null, 'standard'],
      ['standard', 'evidence'],
    ]);
  });

  test('has no known cause where it began before the first night', () => {
    const since = [interval(0, 9, 'fail', { since: '2026-01-01T01:00:00Z' })];
    const [one] = exceptionsOf({ subject: 'ana', intervals: since }, all, () => 'evidence');
    expect([one?.since, one?.cause]).toEqual(['2026-01-01T01:00:00Z', null]);
  });

  test('is waived where a waiver covers the last night that shows it', () => {
    const covered = exceptions([interval(0, 4, 'fail'), interval(5, 9, 'fail', { waiver })]);
    const ran = exceptions([interval(0, 4, 'fail', { waiver }), interval(5, 9, 'fail')]);
    expect([...covered, ...ran].map(isWaived)).toEqual([true, false]);
  });
});

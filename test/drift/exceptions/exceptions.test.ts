import { describe, expect, test } from '@jest/globals';
import { exceptionsOf, isWaived, type SubjectSpan } from '../../../lib/drift/exceptions/exceptions.ts';
import { firstGood } from '../../../lib/drift/exceptions/stretches.ts';

const span = (
  from: number,
  to: number,
  verdict: SubjectSpan['verdict'],
  more: Partial<SubjectSpan> = {},
): SubjectSpan => ({
  from,
  to,
  verdict,
  reason: verdict,
  waiver: null,
  ...more,
});
const waiver = { reason: 'On leave', approvedBy: 'cto@acme.example', expires: '2026-12-31' };
const all = new Array<boolean>(10).fill(true);
const exceptions = (spans: SubjectSpan[], judged = all) =>
  exceptionsOf({ subject: 'ana', spans }, judged, () => null);
const failures = (spans: SubjectSpan[], judged = all) =>
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

describe('an exception', () => {
  const spans = [
    span(0, 1, 'pass'),
    span(2, 3, 'unknown'),
    span(4, 5, 'fail', { reason: 'No second factor.', expected: 'on', seen: 'off', waiver }),
    span(6, 9, 'pass'),
  ];

  test('has its last good, first bad, last bad and first good night', () => {
    const of = exceptions(spans).map((one) => [
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
    expect(exceptions(spans)[0]?.over).toEqual({ how: 'failed', night: 4 });
  });

  test('says why, what was expected and seen, and who waived it for which nights', () => {
    expect(exceptions(spans)[1]).toMatchObject({
      subject: 'ana',
      reason: 'No second factor.',
      expected: 'on',
      seen: 'off',
      waived: 2,
      waivers: [{ from: 4, to: 5, ...waiver }],
    });
  });

  test('ends as gone where the subject is not there any more, and has no last good night before it was', () => {
    expect(exceptions([span(2, 3, 'fail')])).toMatchObject([
      { lastGood: null, over: { how: 'gone', night: 4 } },
    ]);
  });

  test('is not ended by nights that could not decide, whether or not they say what was seen last', () => {
    const [first, ...more] = exceptions([span(0, 1, 'fail'), span(2, 5, 'unknown'), span(6, 9, 'fail')]);
    expect([first?.firstBad, first?.lastBad, first?.nights, more]).toEqual([0, 9, 6, []]);
  });

  test('names what began and what ended it, by the nights on which that shows', () => {
    const causes = new Map([
      [4, 'standard'],
      [6, 'evidence'],
    ] as const);
    const of = exceptionsOf({ subject: 'ana', key: 'u1', spans }, all, (night, { key }) =>
      key === 'u1' ? (causes.get(night as 4) ?? null) : null,
    );
    expect(of.map(({ cause, overCause }) => [cause, overCause])).toEqual([
      [null, 'standard'],
      ['standard', 'evidence'],
    ]);
  });

  test('has no known cause where it began before the first night', () => {
    const since = [span(0, 9, 'fail', { since: '2026-01-01T01:00:00Z' })];
    const [one] = exceptionsOf({ subject: 'ana', spans: since }, all, () => 'evidence');
    expect([one?.since, one?.cause]).toEqual(['2026-01-01T01:00:00Z', null]);
  });

  test('is waived where a waiver covers the last night that shows it', () => {
    const covered = exceptions([span(0, 4, 'fail'), span(5, 9, 'fail', { waiver })]);
    const ran = exceptions([span(0, 4, 'fail', { waiver }), span(5, 9, 'fail')]);
    expect([...covered, ...ran].map(isWaived)).toEqual([true, false]);
  });
});

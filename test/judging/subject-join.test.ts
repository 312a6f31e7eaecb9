import { describe, expect, test } from '@jest/globals';
import type { Assessment } from '../../lib/judging/control.ts';
import type { AppliedWaiver, Finding } from '../../lib/judging/finding.ts';
import { type Judged, type JudgeOptions, judging, Renamed } from '../../lib/judging/judge.ts';
import { linesOf } from './lines.ts';

const run = '2026-11-23T02:00:00Z';
const before = '2026-11-20T02:00:00Z';
const waiver: AppliedWaiver = { reason: 'r', approvedBy: 'cto@acme.example', expires: '2026-12-31' };
const says = (key: string, subject: string, verdict: Assessment['verdict'] = 'fail'): Assessment => {
  return { key, subject, verdict, reason: verdict };
};
const was = (key: string | undefined, subject: string, changes: Partial<Finding> = {}): Finding => ({
  control: 'c',
  ...(key === undefined ? {} : { key }),
  reason: 'fail',
  since: before,
  subject,
  verdict: 'fail',
  waiver: null,
  ...changes,
});

/** Judges as a night does: once more when some are called otherwise. */
function judge(
  assessments: readonly Assessment[],
  previous: readonly Finding[],
  changes: Partial<JudgeOptions> = {},
) {
  const judged: Judged[] = [];
  const ambiguous: [keys: string[], isNew: boolean][] = [];
  const options = { control: 'c', run, now: new Date(run), waivers: new Map(), whole: true, ...changes };
  const ongoing = judging(linesOf(previous), options, {
    judged: ({ line: _, ...one }) => judged.push(one),
    ambiguous: (all, isNew) => ambiguous.push([all.map(({ key }) => key), isNew]),
  });
  try {
    for (const assessment of assessments) ongoing.add(assessment);
    ongoing.end();
  } catch (error) {
    if (!(error instanceof Renamed)) throw error;
    return judge(assessments, previous, { ...changes, renamed: error.before });
  }
  return { judged, ambiguous };
}
const summary = (judged: readonly Judged[]) =>
  judged.map(({ before: one, after }) => [
    one?.subject ?? null,
    after?.subject ?? null,
    after?.since ?? null,
  ]);

describe('A subject', () => {
  test.each([
    ['to the end', 'ana@acme.example', 'zoe@acme.example'],
    ['to the front', 'zoe@acme.example', 'ana@acme.example'],
  ])('that is renamed, %s of the list, is the same subject', (_, old, now) => {
    const others = [says('g/2', 'ben@acme.example')];
    const { judged } = judge(
      [...others, says('g/1', now)].sort((a, b) => (a.subject < b.subject ? -1 : 1)),
      [was('g/1', old), was('g/2', 'ben@acme.example')].sort((a, b) => (a.subject < b.subject ? -1 : 1)),
    );
    expect(summary(judged)).toContainEqual([old, now, before]);
    expect(judged).toHaveLength(2);
  });

  test('keeps what it was when a namesake joins, on either side of it', () => {
    for (const key of ['a/1', 'z/1']) {
      const both = [says('g/1', 'ci'), says(key, 'ci')].sort((a, b) => (a.key < b.key ? -1 : 1));
      const { judged } = judge(both, [was('g/1', 'ci')]);
      expect(judged.map(({ after }) => [after?.key, after?.since])).toEqual(
        both.map((one) => [one.key, one.key === 'g/1' ? before : run]),
      );
    }
  });

  test('of a night before there were keys is matched by its name', () => {
    expect(summary(judge([says('g/1', 'ana')], [was(undefined, 'ana')]).judged)).toEqual([
      ['ana', 'ana', before],
    ]);
  });

  test('goes on failing since its first night, whatever nights it was unknown', () => {
    const first = judge([says('g/1', 'ana', 'unknown')], [was('g/1', 'ana')]).judged[0]?.after as Finding;
    expect(first).toMatchObject({ verdict: 'unknown', since: run, failingSince: before });
    const second = judge([says('g/1', 'ana', 'unknown')], [first]).judged[0]?.after as Finding;
    expect(second).toMatchObject({ since: run, failingSince: before });
    expect(judge([says('g/1', 'ana')], [second]).judged[0]?.after).toMatchObject({ since: before });
    expect(judge([says('g/1', 'ana', 'pass')], [second]).judged[0]?.after).not.toHaveProperty('failingSince');
  });
});

describe('A waiver', () => {
  const both = [says('one/ci', 'ci'), says('two/ci', 'ci')];

  test('that matches two subjects covers neither, and the reason names both keys', () => {
    const { judged, ambiguous } = judge(both, [], { waivers: new Map([['ci', waiver]]) });
    for (const { after } of judged) {
      expect(after?.waiver).toBeNull();
      expect(after?.reason).toContain('matches one/ci and two/ci');
    }
    expect(ambiguous).toEqual([[['one/ci', 'two/ci'], true]]);
  });

  test('is said to match two on the first such night, and not every night', () => {
    const previous = [was('one/ci', 'ci'), was('two/ci', 'ci')];
    const { ambiguous } = judge(both, previous, { waivers: new Map([['ci', waiver]]) });
    expect(ambiguous).toEqual([[['one/ci', 'two/ci'], false]]);
  });

  test('by a key covers that subject alone', () => {
    const { judged, ambiguous } = judge(both, [], { waivers: new Map([['two/ci', waiver]]) });
    expect(judged.map(({ after }) => after?.waiver)).toEqual([null, waiver]);
    expect(ambiguous).toEqual([]);
  });
});

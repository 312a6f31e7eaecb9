import { describe, expect, test } from '@jest/globals';
import type { Assessment, Verdict } from '../../lib/judging/control.ts';
import { type AppliedWaiver, type Finding, findingStatus, lastSeen } from '../../lib/judging/finding.ts';
import { type Judged, type JudgeOptions, judging, OutOfOrder } from '../../lib/judging/judge.ts';
import fc, { runs } from '../properties.ts';
import { linesOf } from './lines.ts';

const control = 'google-workspace.mfa-enforced';
const nights = ['2026-11-20T02:00:00Z', '2026-11-21T02:00:00Z', '2026-11-22T02:00:00Z'] as const;
const run = '2026-11-23T02:00:00Z';

function judge(
  assessments: Iterable<Assessment>,
  previous: Iterable<Finding>,
  as: JudgeOptions,
): readonly Judged[] {
  const judged: Judged[] = [];
  const ongoing = judging(linesOf(previous), as, {
    judged: ({ line: _, ...one }) => judged.push(one),
    ambiguous: () => {},
  });
  try {
    for (const assessment of assessments) ongoing.add(assessment);
    ongoing.end();
  } finally {
    ongoing.close();
  }
  return judged;
}

function options(changes: Partial<JudgeOptions> = {}): JudgeOptions {
  const night = changes.run ?? run;
  return { control, run: night, now: new Date(night), waivers: new Map(), whole: true, ...changes };
}
const says = (subject: string, verdict: Verdict, reason: string = verdict): Assessment => ({
  key: `id-${subject}`,
  subject,
  verdict,
  reason,
});
const was = (subject: string, verdict: Verdict, changes: Partial<Finding> = {}): Finding => ({
  control,
  key: `id-${subject}`,
  subject,
  verdict,
  reason: verdict,
  since: verdict === 'pass' ? null : nights[0],
  waiver: null,
  ...changes,
});
const findings = (judged: Iterable<Judged>): Finding[] =>
  [...judged].flatMap(({ after }) => (after ? [after] : []));
const one = (
  assessments: Assessment[],
  previous: Finding[] = [],
  changes: Partial<JudgeOptions> = {},
): Finding | undefined => findings(judge(assessments, previous, options(changes)))[0];

/** Nights one after the other, each judged against the one before it. */
function overNights(seen: readonly (readonly [Assessment[], whole: boolean])[]): Finding[][] {
  let before: Finding[] = [];
  return seen.map(([assessments, whole], night) => {
    before = findings(judge(assessments, before, options({ run: nights[night] ?? run, whole })));
    return before;
  });
}

test('Whoever passes as the night before has the same line, which is not parsed', () => {
  const [once] = judge([says('ana', 'pass')], [], options());
  const [again] = judge([says('ana', 'pass')], once?.after ? [once.after] : [], options());
  expect(again?.before).toBe(again?.after);
  const [other] = judge([says('ana', 'pass', 'otherwise')], once?.after ? [once.after] : [], options());
  expect([other?.before, other?.after?.reason]).toEqual([once?.after, 'otherwise']);
});

describe('A subject', () => {
  test('that passes has no beginning, and loses the one it had', () => {
    expect(one([says('ana', 'pass', '')], [was('ana', 'fail')])).toEqual(was('ana', 'pass', { reason: '' }));
  });

  test.each(['fail', 'unknown'] as const)('that begins to %s begins now', (verdict) => {
    for (const before of [[], [was('ana', 'pass')], [was('ana', verdict === 'fail' ? 'unknown' : 'fail')]])
      expect(one([says('ana', verdict)], before)?.since).toBe(run);
  });

  test.each(['fail', 'unknown'] as const)('that goes on to %s keeps its beginning', (verdict) => {
    expect(one([says('ana', verdict)], [was('ana', verdict)])?.since).toBe(nights[0]);
  });

  test('that is gone while everything was seen ends, and is told only where it did not pass', () => {
    const before = [was('ana', 'pass'), was('ben', 'fail'), was('eva', 'unknown')];
    expect([...judge([], before, options())]).toEqual([
      { before: before[1], after: null },
      { before: before[2], after: null },
    ]);
  });
});

describe('What was expected beside what was seen', () => {
  const compared = (verdict: Verdict): Assessment => ({
    ...says('npm', verdict),
    expected: 'ana@acme.example',
    seen: 'ben@acme.example',
  });

  test.each(['pass', 'fail', 'unknown'] as const)(
    'stands in a finding of %s, in canonical order',
    (verdict) => {
      const found = one([compared(verdict)]);
      expect(found).toMatchObject({ expected: 'ana@acme.example', seen: 'ben@acme.example' });
      expect(Object.keys(found ?? {})).toEqual(Object.keys(found ?? {}).sort());
    },
  );

  test('stands in one that is carried on, which says what tonight showed', () => {
    const before = was('npm', 'fail', { expected: 'before', seen: 'before' });
    const carried = one([compared('unknown')], [before], { whole: false });
    expect(carried).toMatchObject({
      carried: 'fail',
      expected: 'ana@acme.example',
      seen: 'ben@acme.example',
    });
    expect(Object.keys(carried ?? {})).toEqual(Object.keys(carried ?? {}).sort());
  });

  test('is not repeated of a night before when tonight saw nothing', () => {
    const before = was('npm', 'fail', { expected: 'before', seen: 'before' });
    const carried = one([], [before], { whole: false });
    expect(carried).toMatchObject({ carried: 'fail' });
    expect(carried).not.toHaveProperty('expected');
    expect(carried).not.toHaveProperty('seen');
  });

  test('of two words on one subject is both, each once', () => {
    const other = { ...compared('fail'), seen: 'eva@acme.example' };
    expect(one([compared('fail'), other])).toMatchObject({
      expected: 'ana@acme.example',
      seen: 'ben@acme.example; eva@acme.example',
    });
  });
});

describe('An outage', () => {
  test('neither ends a failure nor begins it anew', () => {
    const [, outage, after] = overNights([
      [[says('ana', 'fail')], true],
      [[], false],
      [[says('ana', 'fail')], true],
    ]);
    expect(outage).toEqual([
      was('ana', 'unknown', {
        carried: 'fail',
        reason: 'Could not be seen this night; it was failing since 2026-11-20T02:00:00Z.',
      }),
    ]);
    expect(after).toEqual([was('ana', 'fail')]);
  });

  test('of several nights carries the failure through all of them', () => {
    const all = overNights([
      [[says('ana', 'fail')], true],
      [[], false],
      [[], false],
      [[says('ana', 'fail')], true],
    ]);
    expect(all.map(([ana]) => [ana?.verdict, ana?.carried, ana?.since])).toEqual([
      ['fail', undefined, nights[0]],
      ['unknown', 'fail', nights[0]],
      ['unknown', 'fail', nights[0]],
      ['fail', undefined, nights[0]],
    ]);
  });

  test('carries a failure also where the control says itself that it cannot tell', () => {
    const [, outage, after] = overNights([
      [[says('ana', 'fail')], true],
      [[says('ana', 'unknown', 'The policies could not be read.')], false],
      [[says('ana', 'fail')], true],
    ]);
    expect(outage).toEqual([
      was('ana', 'unknown', { carried: 'fail', reason: 'The policies could not be read.' }),
    ]);
    expect(after?.[0]?.since).toBe(nights[0]);
  });

  test('does not make a failure of what was not one, nor hide one that can be seen', () => {
    expect(one([says('ana', 'unknown')], [was('ana', 'pass')], { whole: false })).toEqual(
      was('ana', 'unknown', { since: run }),
    );
    expect(one([says('ana', 'fail')], [was('ana', 'unknown')], { whole: false })?.verdict).toBe('fail');
    expect([...judge([], [was('ana', 'pass')], options({ whole: false }))]).toEqual([]);
  });

  test('ends a failure once everything is seen and it is not there', () => {
    const carried = was('ana', 'unknown', { carried: 'fail' });
    expect([...judge([], [carried], options())]).toEqual([{ before: carried, after: null }]);
  });

  test('keeps the waiver that a failure had, and does not count it as waived', () => {
    const waiver: AppliedWaiver = { reason: 'r', approvedBy: 'cto@acme.example', expires: '2027-01-31' };
    const carried = one([], [was('ana', 'fail', { waiver })], { whole: false });
    expect(carried).toEqual(expect.objectContaining({ verdict: 'unknown', waiver }));
    expect(carried && findingStatus(carried)).toBe('unknown');
  });
});

describe('Several words on one subject', () => {
  const merged = (...assessments: Assessment[]): Finding[] => findings(judge(assessments, [], options()));

  test('become the worst of them', () => {
    const all = [says('ana', 'pass', ''), says('ana', 'fail'), says('ana', 'unknown')];
    for (const order of [all, all.toReversed()])
      expect(merged(...order)).toEqual([was('ana', 'fail', { since: run })]);
    expect(merged(says('ana', 'unknown'), says('ana', 'pass'))[0]?.verdict).toBe('unknown');
  });

  test('of the same weight are all told, each once', () => {
    const [ana] = merged(says('ana', 'fail', 'One.'), says('ana', 'fail', 'Two.'), says('ana', 'fail', ''));
    expect(ana?.reason).toBe('One. Two.');
    expect(merged(says('ana', 'fail', 'One.'), says('ana', 'fail', 'One.'))[0]?.reason).toBe('One.');
  });

  test('are excused only when each of them is, and only until the first excuse ends', () => {
    const [soon, late] = ['2026-11-24T00:00:00Z', '2026-12-24T00:00:00Z'];
    const excused = (until: string): Assessment => ({ ...says('ana', 'fail'), excusedUntil: until });
    for (const order of [
      [excused(late), says('ana', 'fail')],
      [says('ana', 'fail'), excused(late)],
    ])
      expect(merged(...order)[0]?.waiver).toBeNull();
    for (const order of [
      [excused(soon), excused(late)],
      [excused(late), excused(soon)],
    ])
      expect(merged(...order)[0]?.waiver?.expires).toBe(soon);
  });
});

describe('Order', () => {
  test('that descends is refused', () => {
    expect(() => [...judge([says('ben', 'pass'), says('ana', 'pass')], [], options())]).toThrow(OutOfOrder);
  });

  test('is that of UTF-16 code units, in which findings are stored', () => {
    const [emoji, late] = ['\u{1f600}', '\uffee'];
    expect(
      one([says(emoji, 'fail'), says(late, 'pass')], [was(emoji, 'fail'), was(late, 'pass')])?.since,
    ).toBe(nights[0]);
  });

  test('matters to nobody who stops early: the findings of the night before are closed', () => {
    let closed = 0;
    function* previous(): Generator<Finding> {
      try {
        yield was('ana', 'fail');
        yield was('eva', 'fail');
      } finally {
        closed++;
      }
    }
    const disorder = [says('ana', 'pass'), says('dan', 'pass'), says('ben', 'pass')];
    expect(() => [...judge(disorder, previous(), options())]).toThrow(OutOfOrder);
    const stopped = judging(linesOf(previous()), options(), { judged: () => {}, ambiguous: () => {} });
    stopped.add(says('ana', 'fail'));
    stopped.add(says('ben', 'fail'));
    stopped.close();
    expect(closed).toBe(2);
  });
});

describe('Any two nights', () => {
  const subject = fc.constantFrom('ana', 'ben', 'carla', 'dan', 'eva', 'Eva', '\u{1f600}', '\uffee');
  const verdict = fc.constantFrom<Verdict>('pass', 'fail', 'unknown');
  const tonight = fc.array(fc.tuple(subject, verdict).map(([who, what]) => says(who, what)));
  const lastNight = fc
    .uniqueArray(fc.tuple(subject, verdict, fc.boolean()), { selector: ([who]) => who })
    .map((all) =>
      all
        .map(([who, what, carried]) =>
          carried && what !== 'pass' ? was(who, 'unknown', { carried: what }) : was(who, what),
        )
        .sort(bySubject),
    );

  test('come out as when each subject is looked up by itself', () => {
    fc.assert(
      fc.property(tonight, lastNight, fc.boolean(), (unsorted, previous, whole) => {
        const assessments = unsorted.sort(bySubject);
        const after = findings(judge(assessments, previous, options({ whole })));
        expect(after.map(summary)).toEqual(naive(assessments, previous, whole));
      }),
      runs(500),
    );
  });

  test('never make a pass of what was not said to pass', () => {
    fc.assert(
      fc.property(tonight, lastNight, fc.boolean(), (unsorted, previous, whole) => {
        const assessments = unsorted.sort(bySubject);
        for (const finding of findings(judge(assessments, previous, options({ whole }))))
          if (finding.verdict === 'pass')
            expect(new Set(saidOf(assessments, finding.subject))).toEqual(new Set(['pass']));
      }),
    );
  });
});

function bySubject(a: { subject: string }, b: { subject: string }): number {
  return a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0;
}

function saidOf(assessments: readonly Assessment[], subject: string): Verdict[] {
  return assessments.filter((said) => said.subject === subject).map(({ verdict }) => verdict);
}

/** What each finding comes to, from maps instead of a merge. */
function naive(assessments: readonly Assessment[], previous: readonly Finding[], whole: boolean) {
  const before = new Map(previous.map((finding) => [finding.subject, finding]));
  const subjects = new Set([...assessments, ...previous].map(({ subject }) => subject));
  return [...subjects].sort().flatMap((subject): Summary[] => {
    const said = saidOf(assessments, subject);
    const [past, last] = [
      before.get(subject),
      before.get(subject) && lastSeen(before.get(subject) as Finding),
    ];
    const since = (verdict: Verdict) => (last === verdict ? nights[0] : run);
    const goesOn = last !== undefined && last !== 'pass' && !whole;
    if (said.includes('fail'))
      return [{ subject, verdict: 'fail', since: since('fail'), carried: undefined }];
    if (said.includes('unknown') && !(goesOn && last === 'fail'))
      return [{ subject, verdict: 'unknown', since: since('unknown'), carried: undefined }];
    if (said.includes('pass') && !said.includes('unknown'))
      return [{ subject, verdict: 'pass', since: null, carried: undefined }];
    return past && goesOn ? [{ subject, verdict: 'unknown', since: past.since, carried: last }] : [];
  });
}

interface Summary extends Pick<Finding, 'subject' | 'verdict' | 'since'> {
  readonly carried: Verdict | undefined;
}

function summary({ subject, verdict, since, carried }: Finding): Summary {
  return { subject, verdict, since, carried };
}

describe('A waiver on the key of one of two of the same name', () => {
  const waiver: AppliedWaiver = { reason: 'r', approvedBy: 'cto@acme.example', expires: '2027-01-31' };
  const namesakes: Assessment[] = [
    { ...says('ana', 'fail'), key: 'id-1' },
    { ...says('ana', 'fail'), key: 'id-2' },
  ];

  test('covers that one alone', () => {
    const waived = findings(judge(namesakes, [], options({ waivers: new Map([['id-1', waiver]]) })));
    expect(waived.map(({ key, waiver: by }) => [key, by?.reason ?? null])).toEqual([
      ['id-1', 'r'],
      ['id-2', null],
    ]);
  });
});

test.each<[Verdict, string]>([
  ['fail', 'Could not be seen this night; it was failing since 2026-11-20T02:00:00Z.'],
  ['unknown', 'Could not be seen this night; it was unknown since 2026-11-20T02:00:00Z.'],
])('One that was %s and cannot be seen says what it was', (verdict, reason) => {
  expect(one([], [was('ana', verdict)], { whole: false })).toMatchObject({ verdict: 'unknown', reason });
});

import { recordLine } from '../evidence/line.ts';
import type { Assessment, Verdict } from './control.ts';
import { type AppliedWaiver, besides, type Finding, failingSince, findingOf, lastSeen } from './finding.ts';
import { type Passing, type Subjects, subjectJoin } from './subject-join.ts';
import { excuseOf, isAmbiguous, waiverFor } from './waivers.ts';

/** What a subject is now beside what it was; one of the two may be missing. */
export interface Judged {
  readonly before: Finding | null;
  readonly after: Finding | null;
  /** The line of `after`, where it is known already. */
  readonly line?: string;
}

export interface JudgeOptions {
  readonly control: string;
  /** Nominal time of the run, RFC 3339. */
  readonly run: string;
  readonly now: Date;
  /** Waivers in force, by lower-cased subject or key. */
  readonly waivers: ReadonlyMap<string, AppliedWaiver>;
  /** Waivers that match several subjects which are not called just the same, by what they name: the keys of all. */
  readonly shared?: ReadonlyMap<string, readonly string[]>;
  /** Whether everything the control needs was seen. If not, a subject that is missing may only be out of sight. */
  readonly whole: boolean;
  /** Subjects that are called otherwise tonight than they were, by key, with what they were; see `Renamed`. */
  readonly renamed?: ReadonlyMap<string, Finding>;
}

export { OutOfOrder, Renamed } from './subject-join.ts';

/** Takes tonight's assessments in order of subject and key, and gives what each subject is beside what it was. */
export interface Judging {
  /** Throws `OutOfOrder` for a subject that comes before the last one. */
  add(assessment: Assessment): void;
  /** No more will come: what was there and is not now is told. Throws `Renamed`, and whoever judges begins again. */
  end(): void;
  /** Lets go of the earlier findings; whoever stops early leaves no file open. */
  close(): void;
}

/** Where the results of judging go. */
export interface JudgedSink {
  judged(one: Judged): void;
  /** A waiver names what all of these are called; `isNew` where it did not the night before. */
  ambiguous(namesakes: readonly Assessment[], isNew: boolean): void;
}

/**
 * Joins tonight's assessments with the findings of the last sealed run, which come as lines, one at a time. A failure that cannot be seen
 * tonight is carried on as `unknown`, so that it neither ends nor starts anew.
 */
export function judging(previous: Iterable<string>, options: JudgeOptions, sink: JudgedSink): Judging {
  const join = subjectJoin(previous, options.renamed ?? new Map(), {
    together: (subjects) => concludeNamesakes(subjects, options, sink),
    gone: (before) => unseen(before, options, sink),
  });
  let held: Assessment | null = null;
  const flush = (): void => {
    if (held) join.add({ assessment: held, passing: passingOf(held, options) });
    held = null;
  };
  return {
    add(assessment) {
      if (held?.key === assessment.key && held.subject === assessment.subject) {
        held = worse(held, assessment);
        return;
      }
      flush();
      held = assessment;
    },
    end() {
      flush();
      join.end();
    },
    close: () => join.close(),
  };
}

/** All that are called the same: nearly always one. */
function concludeNamesakes(subjects: Subjects, options: JudgeOptions, sink: JudgedSink): void {
  if (options.waivers.size === 0) concludeWithout(subjects, options, sink);
  else concludeBeside(subjects, options, sink);
}

/** Where waivers are in force: one that matches several covers none of them. */
function concludeBeside(subjects: Subjects, options: JudgeOptions, sink: JudgedSink): void {
  const namesakes = subjects.map(({ assessment }) => assessment);
  const ambiguous = isAmbiguous(namesakes, options.waivers);
  if (ambiguous)
    sink.ambiguous(
      namesakes,
      subjects.some(({ before }) => before === null),
    );
  const among = namesakes.map(({ key }) => key);
  judgeEach(subjects, sink, (assessment, before) => {
    const claimed = sharedKeys(assessment, options) ?? (ambiguous ? among : null);
    const waiver = claimed
      ? (ownWaiver(assessment, options) ?? excuseOf(assessment, options.now))
      : waiverFor(assessment, options.waivers, options.now);
    const distinct = claimed && !waiver ? distinguished(assessment, claimed) : assessment;
    return concluded(distinct, before, waiver, options);
  });
}

/** As most controls are judged: no waiver of a person's is in force, and nothing need be compared with one. */
function concludeWithout(subjects: Subjects, options: JudgeOptions, sink: JudgedSink): void {
  judgeEach(subjects, sink, (assessment, before) =>
    concluded(assessment, before, waiverFor(assessment, options.waivers, options.now), options),
  );
}

/** A subject that passes is done with already; `conclude` gives the finding on another one. */
function judgeEach(
  subjects: Subjects,
  sink: JudgedSink,
  conclude: (assessment: Assessment, before: Finding | null) => Finding,
): void {
  for (const { assessment, before, passing } of subjects)
    if (passing) sink.judged({ before, after: passing.finding, line: passing.line });
    else sink.judged({ before, after: conclude(assessment, before) });
}

/** A pass is the same whatever was before, and nothing excuses it. */
function passingOf(assessment: Assessment, { control }: JudgeOptions): Passing | null {
  if (assessment.verdict !== 'pass') return null;
  const finding = findingOf(control, assessment, null, null);
  return { finding, line: recordLine(finding) };
}

/** The keys of all that one waiver matches, this subject among them. */
function sharedKeys({ key, subject }: Assessment, { shared }: JudgeOptions): readonly string[] | null {
  return shared?.get(key.toLowerCase()) ?? shared?.get(subject.toLowerCase()) ?? null;
}

/** A waiver that names this subject's key, and matches nothing else. */
function ownWaiver({ key, verdict }: Assessment, { shared, waivers }: JudgeOptions): AppliedWaiver | null {
  const name = key.toLowerCase();
  return verdict !== 'fail' || shared?.has(name) ? null : (waivers.get(name) ?? null);
}

function distinguished(assessment: Assessment, among: readonly string[]): Assessment {
  if (assessment.verdict !== 'fail') return assessment;
  const keys = among.join(' and ');
  const reason = `${assessment.reason} A waiver for ${assessment.subject} matches ${keys}, so it covers none of them: name one by its key.`;
  return { ...assessment, reason };
}

function concluded(
  assessment: Assessment,
  before: Finding | null,
  waiver: AppliedWaiver | null,
  { control, run, whole }: JudgeOptions,
): Finding {
  const { verdict } = assessment;
  const was = before && lastSeen(before);
  if (before && was === 'fail' && verdict === 'unknown' && !whole)
    return carriedOn(before, assessment.reason, control, assessment);
  const failing = before && failingSince(before);
  if (verdict === 'fail') return findingOf(control, assessment, failing ?? run, waiver);
  const since = was === 'unknown' ? (before?.since ?? run) : run;
  const found = findingOf(control, assessment, since, null);
  return failing ? { ...found, failingSince: failing } : found;
}

/** What was not seen well enough to say more than what it last was. */
function carriedOn(
  before: Finding,
  reason: string,
  control: string,
  { expected, key, seen, subject }: Partial<Assessment> & Pick<Finding, 'subject'>,
): Finding {
  const { since, waiver, failingSince: failing } = before;
  return {
    carried: lastSeen(before),
    control,
    ...besides({ expected }),
    ...(failing ? { failingSince: failing } : {}),
    ...(key === undefined ? {} : { key }),
    reason,
    ...besides({ seen }),
    since,
    subject,
    verdict: 'unknown',
    waiver,
  };
}

function unseen(before: Finding, { whole, control }: JudgeOptions, sink: JudgedSink): void {
  const was = lastSeen(before);
  if (whole || was === 'pass') {
    if (was !== 'pass') sink.judged({ before, after: null });
    return;
  }
  const state = was === 'fail' ? 'it was failing' : 'it was unknown';
  const reason = `Could not be seen this night; ${state} since ${before.since}.`;
  sink.judged({ before, after: carriedOn(before, reason, control, nothingSeen(before)) });
}

/** What was compared on an earlier night was not seen tonight. */
function nothingSeen({ key, subject }: Finding) {
  return key === undefined ? { subject } : { key, subject };
}

const severity: Record<Verdict, number> = { pass: 0, unknown: 1, fail: 2 };

/** Several assessments of one subject become the worst of them. */
function worse(a: Assessment, b: Assessment): Assessment {
  if (severity[a.verdict] !== severity[b.verdict]) return severity[a.verdict] > severity[b.verdict] ? a : b;
  const { key, subject, verdict } = a;
  const reasons = new Set([a.reason, b.reason].filter((reason) => reason !== ''));
  const both: Assessment = {
    key,
    subject,
    verdict,
    reason: [...reasons].join(' '),
    ...besides({ expected: bothOf(a.expected, b.expected), seen: bothOf(a.seen, b.seen) }),
  };
  // A failure that nothing excuses is not excused by what excuses another, and an excuse ends with the shorter one.
  const [one, other] = [a.excusedUntil, b.excusedUntil];
  if (one === undefined || other === undefined) return both;
  return { ...both, excusedUntil: Date.parse(one) < Date.parse(other) ? one : other };
}

function bothOf(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined || one === other) return one ?? other;
  return `${one}; ${other}`;
}

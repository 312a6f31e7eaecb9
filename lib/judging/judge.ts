import type { Assessment, Verdict } from './control.ts';
import { type AppliedWaiver, type Finding, findingOf, lastSeen } from './finding.ts';
import { waiverFor } from './waivers.ts';

/** What a subject is now beside what it was; one of the two may be missing. */
export interface Judged {
  readonly before: Finding | null;
  readonly after: Finding | null;
}

export interface JudgeOptions {
  readonly control: string;
  /** Nominal time of the run, RFC 3339. */
  readonly run: string;
  readonly now: Date;
  /** Waivers in force, by lower-cased subject. */
  readonly waivers: ReadonlyMap<string, AppliedWaiver>;
  /** Whether everything the control needs was seen. If not, a subject that is missing may only be out of sight. */
  readonly whole: boolean;
}

/** Assessments did not come in order of their subjects; the caller sorts them and begins again. */
export class OutOfOrder extends Error {
  override readonly name = 'OutOfOrder';
}

/**
 * Joins tonight's assessments with the findings of the last sealed run, both in order of subject, one line at a
 * time. A failure that cannot be seen tonight is carried on as `unknown`, so that it neither ends nor starts anew.
 * Throws `OutOfOrder` when the assessments descend.
 */
export function* judge(
  assessments: Iterable<Assessment>,
  previous: Iterable<Finding>,
  options: JudgeOptions,
): Generator<Judged> {
  const earlier = previous[Symbol.iterator]();
  try {
    let before = earlier.next();
    for (const assessment of oneEach(assessments)) {
      while (!before.done && before.value.subject < assessment.subject) {
        yield* unseen(before.value, options);
        before = earlier.next();
      }
      const same = !before.done && before.value.subject === assessment.subject ? before.value : null;
      yield { before: same, after: concluded(assessment, same, options) };
      if (same) before = earlier.next();
    }
    for (; !before.done; before = earlier.next()) yield* unseen(before.value, options);
  } finally {
    // Whoever stops early leaves no file open.
    earlier.return?.();
  }
}

function concluded(assessment: Assessment, before: Finding | null, options: JudgeOptions): Finding {
  const { control, run, now, waivers, whole } = options;
  if (assessment.verdict === 'pass') return findingOf(control, assessment, null, null);
  const was = before && lastSeen(before);
  if (before && was === 'fail' && assessment.verdict === 'unknown' && !whole)
    return carriedOn(before, assessment.reason, control);
  const waiver = waiverFor(assessment, waivers, now);
  const since = was === assessment.verdict ? before?.since : null;
  return findingOf(control, assessment, since ?? run, waiver);
}

/** What was not seen well enough to say more than what it last was. */
function carriedOn(before: Finding, reason: string, control: string): Finding {
  const { subject, since, waiver } = before;
  return { carried: lastSeen(before), control, reason, since, subject, verdict: 'unknown', waiver };
}

function* unseen(before: Finding, { whole, control }: JudgeOptions): Generator<Judged> {
  const was = lastSeen(before);
  if (whole || was === 'pass') {
    if (was !== 'pass') yield { before, after: null };
    return;
  }
  const state = was === 'fail' ? 'it was failing' : 'it was unknown';
  const reason = `Could not be seen this night; ${state} since ${before.since}.`;
  yield { before, after: carriedOn(before, reason, control) };
}

const severity: Record<Verdict, number> = { pass: 0, unknown: 1, fail: 2 };

/** Several assessments of one subject become the worst of them. */
function* oneEach(assessments: Iterable<Assessment>): Generator<Assessment> {
  let held: Assessment | undefined;
  for (const next of assessments) {
    if (held && next.subject === held.subject) {
      held = worse(held, next);
      continue;
    }
    if (held && next.subject < held.subject) throw new OutOfOrder();
    if (held) yield held;
    held = next;
  }
  if (held) yield held;
}

function worse(a: Assessment, b: Assessment): Assessment {
  if (severity[a.verdict] !== severity[b.verdict]) return severity[a.verdict] > severity[b.verdict] ? a : b;
  const { subject, verdict } = a;
  const reasons = new Set([a.reason, b.reason].filter((reason) => reason !== ''));
  const both: Assessment = { subject, verdict, reason: [...reasons].join(' ') };
  // A failure that nothing excuses is not excused by what excuses another, and an excuse ends with the shorter one.
  const [one, other] = [a.excusedUntil, b.excusedUntil];
  if (one === undefined || other === undefined) return both;
  return { ...both, excusedUntil: Date.parse(one) < Date.parse(other) ? one : other };
}

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

/** Takes tonight's assessments in order of their subjects, and gives what each subject is beside what it was. */
export interface Judging {
  /** Throws `OutOfOrder` for a subject that comes before the last one. */
  add(assessment: Assessment): void;
  /** No more will come: what was there and is not now is told. */
  end(): void;
  /** Lets go of the earlier findings; whoever stops early leaves no file open. */
  close(): void;
}

/**
 * Joins tonight's assessments with the findings of the last sealed run, both in order of subject, one line at a
 * time. A failure that cannot be seen tonight is carried on as `unknown`, so that it neither ends nor starts anew.
 */
export function judging(
  previous: Iterable<Finding>,
  options: JudgeOptions,
  take: (judged: Judged) => void,
): Judging {
  const earlier = previous[Symbol.iterator]();
  let before: IteratorResult<Finding> | null = null;
  let held: Assessment | null = null;
  const next = (): IteratorResult<Finding> => {
    before = earlier.next();
    return before;
  };
  const conclude = (assessment: Assessment): void => {
    let at = before ?? next();
    for (; !at.done && at.value.subject < assessment.subject; at = next()) unseen(at.value, options, take);
    const same = !at.done && at.value.subject === assessment.subject ? at.value : null;
    take({ before: same, after: concluded(assessment, same, options) });
    if (same) next();
  };
  return {
    add(assessment) {
      if (held?.subject === assessment.subject) {
        held = worse(held, assessment);
        return;
      }
      if (held && assessment.subject < held.subject) throw new OutOfOrder();
      if (held) conclude(held);
      held = assessment;
    },
    end() {
      if (held) conclude(held);
      held = null;
      for (let at = before ?? next(); !at.done; at = next()) unseen(at.value, options, take);
    },
    close() {
      earlier.return?.();
    },
  };
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

function unseen(before: Finding, { whole, control }: JudgeOptions, take: (judged: Judged) => void): void {
  const was = lastSeen(before);
  if (whole || was === 'pass') {
    if (was !== 'pass') take({ before, after: null });
    return;
  }
  const state = was === 'fail' ? 'it was failing' : 'it was unknown';
  const reason = `Could not be seen this night; ${state} since ${before.since}.`;
  take({ before, after: carriedOn(before, reason, control) });
}

const severity: Record<Verdict, number> = { pass: 0, unknown: 1, fail: 2 };

/** Several assessments of one subject become the worst of them. */
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

import type { Verdict } from '../judging/control.ts';
import { type Finding, type FindingStatus, lastSeen } from '../judging/finding.ts';
import { registeredId } from '../judging/services/registered-id.ts';
import { type Cause, type DriftEvent, type DriftType, driftEvent } from './event.ts';

const types: Record<FindingStatus, DriftType> = {
  pass: 'control.recovered',
  fail: 'control.failed',
  unknown: 'control.unknown',
  waived: 'control.waived',
};

/** What a change of one subject is worth saying, or null when nothing changed that anybody would ask about. */
export function subjectDrift(run: string, before: Finding | null, after: Finding | null): DriftEvent | null {
  const control = after?.control ?? before?.control ?? null;
  const { subject = null, key } = after ?? before ?? {};
  const [was, is] = [before && stateOf(before), after && stateOf(after)];
  if (was === is || (was === null && is === 'pass')) return null;
  if (after?.carried !== undefined) return null;
  const type = typeOf(control, before, is);
  const message = after ? textFor(after, is) : `${subject} is no longer a subject of the control.`;
  return driftEvent(run, { type, control, subject, ...keyed(key), before: was, after: is, message });
}

/** A service that fails the first time that it is seen is told as found, with who uses it and what it may do. */
function typeOf(control: string | null, before: Finding | null, is: FindingStatus | null): DriftType {
  if (control === registeredId && before === null && is === 'fail') return 'service.found';
  return is ? types[is] : 'control.recovered';
}

/** A change of the verdict on a whole control; null `before` is one that was not judged, as a pass is then expected. */
export function controlDrift(
  run: string,
  control: string,
  before: Verdict | null,
  after: Verdict,
  reason: string,
): DriftEvent | null {
  if (before === after || (before === null && after === 'pass')) return null;
  const change =
    before === null ? `is judged for the first time, and is ${after}` : `was ${before} and is now ${after}`;
  const message = `${control} ${change}.${reason ? ` ${reason}` : ''}`;
  return driftEvent(run, { type: types[after], control, subject: null, before, after, message });
}

/** A control that was judged and is not any more: what it said of everybody falls silent. */
export function notJudgedDrift(
  run: string,
  control: string,
  before: Verdict,
  reason: string,
  cause: Cause,
): DriftEvent {
  const message = `${control} was ${before} and is no longer judged. ${reason}`;
  return driftEvent(run, {
    type: 'control.not-judged',
    control,
    subject: null,
    cause,
    before,
    after: null,
    message,
  });
}

function stateOf(finding: Finding): FindingStatus {
  const verdict = lastSeen(finding);
  return verdict === 'fail' && finding.waiver ? 'waived' : verdict;
}

function textFor(finding: Finding, is: FindingStatus | null): string {
  if (is === 'waived')
    return `${finding.reason} Waived until ${finding.waiver?.expires}: ${finding.waiver?.reason}`;
  return finding.reason || `${finding.subject} passes.`;
}

function keyed(key: string | undefined): { readonly key?: string } {
  return key === undefined ? {} : { key };
}

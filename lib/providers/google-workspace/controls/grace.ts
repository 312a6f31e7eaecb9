import type { GoogleUser } from '../../../evidence/datasets/google-workspace.ts';
import { asText, instant } from '../../../judging/instant.ts';
import { fail, type Judgement, unknown } from '../../../judging/judgement.ts';
import type { Moment } from './moment.ts';
import { isInForce } from './two-step-policy/settings.ts';
import type { TwoStepPolicy } from './two-step-policy.ts';

/** Judges somebody whom the policy enforces and Google does not: excused as long as they are a newcomer. */
export function graceOf(
  user: GoogleUser,
  policy: TwoStepPolicy,
  seen: string,
  { now, latest }: Moment,
): Judgement {
  const { gracePeriod } = policy;
  if (!gracePeriod.known) return unclearGrace(user, policy, seen, now);
  if (gracePeriod.value === 0) return fail(`${seen}; there is no grace period for newcomers.`);
  const created = instant(user.creationTime);
  if (created === null)
    return fail(`${seen}; when the account was made is not known, so no grace period excuses it.`);
  if (created > latest)
    return fail(`${seen}; the account is said to be made in the future, at ${asText(created)}.`);
  const until = asText(created + gracePeriod.value);
  const grace = `the grace period for newcomers (${gracePeriod.source})`;
  if (now < created + gracePeriod.value)
    return { verdict: 'fail', reason: `${seen}; ${grace} lasts until ${until}.`, excusedUntil: until };
  return fail(`${seen}; ${grace} ended at ${until}.`);
}

/** Who is past every grace period that may be in effect is not excused, whichever it is. */
function unclearGrace(user: GoogleUser, policy: TwoStepPolicy, seen: string, now: number): Judgement {
  const { gracePeriod } = policy;
  const why = gracePeriod.known ? '' : `: ${gracePeriod.why}`;
  if (isPast(user, policy, now)) return fail(`${seen}; any grace period for newcomers has ended${why}.`);
  return unknown(`${seen}; whether a grace period applies could not be read${why}.`);
}

function isPast({ creationTime }: GoogleUser, { gracePeriod }: TwoStepPolicy, now: number): boolean {
  const created = instant(creationTime);
  const possible = gracePeriod.known ? [gracePeriod.value] : gracePeriod.possible;
  if (created === null || possible.length === 0) return false;
  return possible.every((grace) => grace !== undefined && created + grace <= now);
}

/** Whether one of the policies that may be in effect enforces and may still excuse the person. */
export function mayBeInGrace(user: GoogleUser, policy: TwoStepPolicy, { now }: Moment): boolean {
  const { enforcement } = policy;
  const possible = enforcement.known ? [enforcement.value] : enforcement.possible;
  const mayEnforce = possible.some((from) => from === undefined || isInForce(from, now));
  return mayEnforce && !isPast(user, policy, now);
}

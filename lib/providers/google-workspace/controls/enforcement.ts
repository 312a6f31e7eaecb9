import type { GoogleUser } from '../../../evidence/datasets/google-workspace.ts';
import { asText } from '../../../judging/instant.ts';
import { fail, type Judgement, pass, unknown } from '../../../judging/judgement.ts';
import { graceOf, mayBeInGrace } from './grace.ts';
import type { Moment } from './moment.ts';
import { isInForce } from './two-step-policy/settings.ts';
import type { TwoStepPolicy } from './two-step-policy.ts';

/** What the policy says of enforcement at a moment. */
type Stand = 'enforced' | 'not enforced' | 'unreadable';

/**
 * Whether a person is under enforcement now: Google's own answer for them, borne out by the policy in effect.
 *
 * @param alone whether Google's answer may stand where Google does not show us the policy
 */
export function judgeEnforcement(
  user: GoogleUser,
  policy: TwoStepPolicy,
  moment: Moment,
  alone: boolean,
): Judgement {
  if (user.isEnforcedIn2Sv === null)
    return unknown('Google did not say whether this person is under enforcement.');
  const stand = standAt(policy, moment.now);
  return user.isEnforcedIn2Sv
    ? judgeEnforced(policy, stand, moment, alone)
    : judgeOther(user, policy, stand, moment);
}

function standAt({ enforcement }: TwoStepPolicy, now: number): Stand {
  if (!enforcement.known) return 'unreadable';
  return isInForce(enforcement.value, now) ? 'enforced' : 'not enforced';
}

/** What the policy says, or why it says nothing. Told apart from `standAt`, since a pass needs no words. */
function standAsText({ enforcement }: TwoStepPolicy, now: number): string {
  if (!enforcement.known) return enforcement.why;
  const { value: from, source } = enforcement;
  if (from === null) return `${source} does not enforce it`;
  return `${source} enforces it ${from > now ? 'only from' : 'since'} ${asText(from)}`;
}

const saysEnforced = 'Google says that this person is under enforcement';

/** Google says that the person is under enforcement. */
function judgeEnforced(policy: TwoStepPolicy, stand: Stand, { now }: Moment, alone: boolean): Judgement {
  if (stand === 'not enforced')
    return unknown(`${saysEnforced}, but ${standAsText(policy, now)}: the two disagree.`);
  if (stand === 'unreadable') return judgeAlone(standAsText(policy, now), alone);
  const { enrollment } = policy;
  if (!enrollment.known)
    return unknown(`${saysEnforced}; whether they may set it up could not be read: ${enrollment.why}.`);
  if (enrollment.value) return pass;
  return unknown(`${saysEnforced}, but ${enrollment.source} forbids to set it up: the two disagree.`);
}

function judgeAlone(why: string, alone: boolean): Judgement {
  if (!alone) return unknown(`${saysEnforced}, but the policy could not be read: ${why}.`);
  const reason = `Google's answer for the person alone, as \`reconcile: false\` allows; the policy could not be read: ${why}.`;
  return { verdict: 'pass', reason };
}

/** Google says that the person is not under enforcement: a failure, which only a grace period can excuse. */
function judgeOther(user: GoogleUser, policy: TwoStepPolicy, stand: Stand, moment: Moment): Judgement {
  const text = standAsText(policy, moment.now);
  if (stand === 'not enforced') return fail(`Not under enforcement: ${text}.`);
  if (stand === 'enforced') return graceOf(user, policy, `Not under enforcement, although ${text}`, moment);
  const reason = `Not under enforcement; the policy could not be read: ${text}.`;
  return mayBeInGrace(user, policy, moment) ? unknown(reason) : fail(reason);
}

import * as z from 'zod/mini';
import {
  type GoogleUser,
  groups,
  orgUnits,
  policies,
  users,
} from '../../../evidence/datasets/google-workspace.ts';
import { type ControlInput, defineControl } from '../../../judging/control.ts';
import { instant, inWords, latestCredible } from '../../../judging/instant.ts';
import { fail, type Judgement, pass, unknown } from '../../../judging/judgement.ts';
import { optional } from '../../../judging/need.ts';
import { judgePeople } from './judge-users.ts';
import { isPolicyRefused, policiesOf } from './policies-in-evidence.ts';
import type { TwoStepPolicy } from './two-step-policy.ts';

interface Parameters {
  /**
   * Whether Google's answer per person must be borne out by the policy. False lets the answer stand alone where Google
   * does not show us the policy, never where a policy that is shown could not be read in whole.
   */
  readonly reconcile: boolean;
}

interface Moment {
  readonly now: number;
  /** A time after this cannot be true. */
  readonly latest: number;
}

/** What the policy says of enforcement at a moment. */
type Stand = 'enforced' | 'not enforced' | 'unreadable';

export const mfaEnforced = defineControl({
  id: 'google-workspace.mfa-enforced',
  version: 2,
  title: '2-step verification is enforced for everyone in Google Workspace',
  meaning:
    "Every active Google Workspace account is under 2-step enforcement now, by Google's own answer for the person and by the policy in effect for their unit and groups.",
  fix: 'Turn on enforcement for the unit or group under Security > Authentication > 2-step verification, from a date that has come.',
  mappings: {
    soc2: ['CC6.1'],
    iso27001: ['A.8.5'],
    nist80053: ['IA-2(1)', 'IA-2(2)'],
    cis: ['6.3'],
  },
  // Google may not show the policy to a company that sets `reconcile: false`; otherwise nobody passes without it.
  needs: [users, optional(policies), optional(orgUnits), optional(groups)],
  parameters: () => z.strictObject({ reconcile: z._default(z.boolean(), true) }),
  evaluate: (input: ControlInput<Parameters>) =>
    judgePeople(input, ({ document }) => {
      const policyOf = policiesOf(input, document.connection);
      const moment = { now: input.now.getTime(), latest: latestCredible(input.now, document.finishedAt) };
      const alone = !input.parameters.reconcile && isPolicyRefused(input, document.connection);
      return (user) => judge(user, policyOf(user), moment, alone);
    }),
});

function judge(user: GoogleUser, policy: TwoStepPolicy, moment: Moment, alone: boolean): Judgement {
  if (user.isEnforcedIn2Sv === null)
    return unknown('Google did not say whether this person is under enforcement.');
  const stand = standAt(policy, moment.now);
  return user.isEnforcedIn2Sv
    ? judgeEnforced(policy, stand, moment, alone)
    : judgeOther(user, policy, stand, moment);
}

function standAt({ enforcement }: TwoStepPolicy, now: number): Stand {
  if (!enforcement.known) return 'unreadable';
  return enforcement.value !== null && enforcement.value <= now ? 'enforced' : 'not enforced';
}

/** What the policy says, or why it says nothing. Told apart from `standAt`, since a pass needs no words. */
function standInWords({ enforcement }: TwoStepPolicy, now: number): string {
  if (!enforcement.known) return enforcement.why;
  const { value: from, source } = enforcement;
  if (from === null) return `${source} does not enforce it`;
  return `${source} enforces it ${from > now ? 'only from' : 'since'} ${inWords(from)}`;
}

/** Google says that the person is under enforcement. */
function judgeEnforced(policy: TwoStepPolicy, stand: Stand, { now }: Moment, alone: boolean): Judgement {
  if (stand === 'not enforced')
    return unknown(
      `Google says that this person is under enforcement, but ${standInWords(policy, now)}: the two disagree.`,
    );
  if (stand === 'unreadable') return judgeAlone(standInWords(policy, now), alone);
  const { enrollment } = policy;
  if (enrollment.known && !enrollment.value)
    return {
      verdict: 'pass',
      reason: `Under enforcement, although ${enrollment.source} forbids to set it up.`,
    };
  return pass;
}

function judgeAlone(why: string, alone: boolean): Judgement {
  if (!alone)
    return unknown(
      `Google says that this person is under enforcement, but the policy could not be read: ${why}.`,
    );
  const reason = `Google's answer for the person alone, as \`reconcile: false\` allows; the policy could not be read: ${why}.`;
  return { verdict: 'pass', reason };
}

/** Google says that the person is not under enforcement: a failure, which only a grace period can excuse. */
function judgeOther(user: GoogleUser, policy: TwoStepPolicy, stand: Stand, moment: Moment): Judgement {
  const words = standInWords(policy, moment.now);
  if (stand === 'unreadable') return fail(`Not under enforcement; the policy could not be read: ${words}.`);
  if (stand === 'not enforced') return fail(`Not under enforcement: ${words}.`);
  return { verdict: 'fail', ...graceOf(user, policy, words, moment) };
}

function graceOf(
  user: GoogleUser,
  { gracePeriod }: TwoStepPolicy,
  words: string,
  { now, latest }: Moment,
): { reason: string; excusedUntil?: string } {
  const seen = `Not under enforcement, although ${words}`;
  if (!gracePeriod.known)
    return { reason: `${seen}; whether a grace period applies could not be read: ${gracePeriod.why}.` };
  if (gracePeriod.value === 0) return { reason: `${seen}; there is no grace period for newcomers.` };
  const created = instant(user.creationTime);
  if (created === null)
    return { reason: `${seen}; when the account was made is not known, so no grace period excuses it.` };
  if (created > latest)
    return { reason: `${seen}; the account is said to be made in the future, at ${inWords(created)}.` };
  const until = inWords(created + gracePeriod.value);
  const grace = `the grace period for newcomers (${gracePeriod.source})`;
  if (now < created + gracePeriod.value)
    return { reason: `${seen}; ${grace} lasts until ${until}.`, excusedUntil: until };
  return { reason: `${seen}; ${grace} ended at ${until}.` };
}

import * as z from 'zod/mini';
import {
  account as accountDataset,
  type CloudflareMember,
  members,
} from '../../../evidence/datasets/cloudflare.ts';
import { users as googleUsers } from '../../../evidence/datasets/google-workspace.ts';
import {
  type Assessed,
  type ControlInput,
  type DatasetView,
  defineControl,
} from '../../../judging/control.ts';
import { fail, type Judgement, pass, unknown, whoOf } from '../../../judging/judgement.ts';
import { optional } from '../../../judging/need.ts';
import { normalAddress } from '../../../judging/people/address.ts';
import { googleEvidence, googleSignIn } from '../../../judging/people/google-sign-in.ts';
import type { Whose } from '../../../judging/people/people.ts';
import { hasAccess, subjectOf } from './accounts.ts';

/**
 * Whoever signs in through SSO has no second factor with Cloudflare. Where somebody attested that people sign in through
 * Google, Google's evidence speaks for those whom it knows; but only while the account requires a second factor, so that
 * nobody without one comes in by a password.
 */
export const cloudflareMfaEnrolled = defineControl({
  id: 'cloudflare.mfa-enrolled',
  version: 2,
  title: 'Everyone in the Cloudflare account has two-factor authentication',
  meaning:
    'Every member of a Cloudflare account who has accepted has two-factor authentication set up, or must sign in through Google (attested, and the account requires a second factor otherwise) and has it there.',
  fix: 'Ask the person to set it up under My Profile › Authentication, or remove them from the account. Where single sign-on through Google is required, attest sign-in.single-sign-on.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [members, optional(accountDataset), optional(googleUsers)],
  parameters: () => z.strictObject({}),
  *evaluate(input: ControlInput<unknown>): Generator<Assessed> {
    for (const view of input.views(members)) {
      const throughGoogle = yield* signedInThroughGoogle(input, view);
      for (const member of view.records())
        if (hasAccess(member) !== false)
          yield {
            ...whoOf(view.document.connection, member.id, subjectOf(member)),
            ...judge(member, throughGoogle),
          };
    }
  },
});

type ThroughGoogle = (member: CloudflareMember) => Judgement | null;

function* signedInThroughGoogle(
  input: ControlInput,
  { document: { connection, provider }, records }: DatasetView<CloudflareMember>,
): Generator<Assessed, ThroughGoogle> {
  if (!googleSignIn(input, connection) || !isRequired(input, connection)) return () => null;
  const whose = (member: CloudflareMember): Whose => {
    const email = normalAddress(member.email ?? '') || null;
    return input.people.whose({ connection, provider, account: subjectOf(member), email });
  };
  const evidence = yield* googleEvidence(input, [...records()].map(whose));
  return (member) => evidence(whose(member), 'isEnrolledIn2Sv');
}

function isRequired({ views }: ControlInput, connection: string): boolean {
  const view = views(accountDataset).find(({ document }) => document.connection === connection);
  return [...(view?.records() ?? [])].some(({ enforceTwoFactor }) => enforceTwoFactor === true);
}

function judge(member: CloudflareMember, throughGoogle: ThroughGoogle): Judgement {
  if (hasAccess(member) === null)
    return unknown('Cloudflare did not say whether this member has accepted the invitation.');
  if (member.twoFactorEnabled === true) return pass;
  const there = throughGoogle(member);
  if (there) return there;
  return member.twoFactorEnabled === null
    ? unknown('Cloudflare did not say whether this member has two-factor authentication.')
    : fail('Two-factor authentication is off.');
}

import * as z from 'zod/mini';
import {
  type AwsIdentityCenterUser,
  identityCenterUsers,
} from '../../../evidence/datasets/aws-organization.ts';
import { users as googleUsers } from '../../../evidence/datasets/google-workspace.ts';
import { attested } from '../../../judging/attested.ts';
import {
  type Assessed,
  type ControlInput,
  connectionSetting,
  type DatasetView,
  defineControl,
} from '../../../judging/control.ts';
import { type Judgement, named, unknown, whoOf } from '../../../judging/judgement.ts';
import { optional } from '../../../judging/need.ts';
import { type GoogleFact, googleEvidence, googleSignIn } from '../../../judging/people/google-sign-in.ts';
import { centerApplies, nameOf, whoseIs } from './center.ts';
import { directoryLists, saidBy } from './identity-provider.ts';

/**
 * The identity providers whose evidence speaks for whoever signs in through them. Each says whether somebody attested
 * that a connection's people must, and what it knows of them.
 */
const identityProviders = [{ name: 'Google', attested: googleSignIn, evidence: googleEvidence }] as const;

const fact: GoogleFact = 'isEnforcedIn2Sv';

const notAttested =
  'AWS has no API that tells whether IAM Identity Center asks for a second factor. Where people sign in to it through an identity provider that is connected here, name its connection as organization.identityProvider; else look at its settings and record it with “exhibit attest aws.identity-center-mfa-enforced”.';

export const identityCenterMfaEnforced = defineControl({
  id: 'aws.identity-center-mfa-enforced',
  version: 2,
  title: 'IAM Identity Center asks everybody for a second factor',
  meaning:
    'Every enabled user of IAM Identity Center is under enforcement of a second factor: by the evidence of the identity provider through which they sign in (named as identityProvider, or attested for Google), or by an attestation, because no AWS API shows it.',
  fix: 'Under Settings, Authentication of IAM Identity Center, ask for a second factor at every sign-in and make people register one; or enforce it in the identity provider.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3', '6.5'] },
  needs: [identityCenterUsers, optional(googleUsers), ...directoryLists.map(optional)],
  parameters: () => z.strictObject({}),
  attested: 'beside',
  afterOthers: true,
  applies: centerApplies,
  evaluate,
});

function* evaluate(input: ControlInput<unknown>): Iterable<Assessed> {
  for (const view of input.views(identityCenterUsers)) {
    const { connection } = view.document;
    const source = identityProviderOf(input, connection);
    if (source !== null) {
      yield* byNamed(input, view, source);
      continue;
    }
    const provider = identityProviders.find(({ attested }) => attested(input, connection));
    if (provider) yield* byProvider(input, view, provider);
    else
      yield {
        ...named(connection),
        ...attested(input, { kind: 'connections', name: connection }, notAttested),
      };
  }
}

/** The connection that the configuration says is Identity Center's identity source. */
function identityProviderOf({ settings }: ControlInput<unknown>, connection: string): string | null {
  const organization = connectionSetting(settings, connection, 'organization') as
    | { readonly identityProvider?: unknown }
    | undefined;
  return typeof organization?.identityProvider === 'string' ? organization.identityProvider : null;
}

/** Where another than Google is named, its own control speaks, which is judged before this one. */
function* byNamed(
  input: ControlInput<unknown>,
  view: DatasetView<AwsIdentityCenterUser>,
  source: string,
): Generator<Assessed> {
  const [google] = identityProviders;
  if (input.people.sources.includes(source) && isGoogle(input, source))
    return yield* byProvider(input, view, google);
  const { connection } = view.document;
  const said = saidBy(input, source);
  for (const user of view.records()) {
    if (user.enabled === false) continue;
    const judgement =
      said?.(user, whoseIs(input, connection, user)) ??
      unknown(
        `People sign in through ${source} by the configuration, and it shows no list of people to know them by.`,
      );
    yield { ...whoOf(connection, user.id, nameOf(user)), ...(user.enabled ? judgement : doubt(judgement)) };
  }
}

function isGoogle({ documents }: ControlInput<unknown>, connection: string): boolean {
  return documents.some((one) => one.connection === connection && one.provider === 'google-workspace');
}

function* byProvider(
  input: ControlInput<unknown>,
  { document: { connection }, records }: DatasetView<AwsIdentityCenterUser>,
  { evidence, name }: (typeof identityProviders)[number],
): Generator<Assessed> {
  const users = [...records()].filter(({ enabled }) => enabled !== false);
  const whose = (user: AwsIdentityCenterUser) => whoseIs(input, connection, user);
  const said = yield* evidence(input, users.map(whose));
  for (const user of users) {
    const judgement =
      said(whose(user), fact) ??
      unknown(`${name} knows nobody with this name, so it is not known how they sign in.`);
    yield { ...whoOf(connection, user.id, nameOf(user)), ...(user.enabled ? judgement : doubt(judgement)) };
  }
}

/** Of somebody who may not be able to sign in at all. */
function doubt({ reason, verdict }: Judgement): Judgement {
  const unclear = 'AWS does not say whether this user is enabled.';
  return verdict === 'pass' ? unknown(unclear) : { verdict, reason: `${reason} ${unclear}` };
}

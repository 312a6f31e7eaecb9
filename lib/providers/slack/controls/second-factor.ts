import { type SlackUser, team, users } from '../../../evidence/datasets/slack.ts';
import { unseenEvidence } from '../../../judging/attested.ts';
import type { Assessed, ControlInput, DatasetView } from '../../../judging/control.ts';
import { fail, type Judgement, pass, unknown } from '../../../judging/judgement.ts';
import { normalAddress } from '../../../judging/people/address.ts';
import { type GoogleEvidence, googleEvidence, googleSignIn } from '../../../judging/people/google-sign-in.ts';
import type { Whose } from '../../../judging/people/people.ts';
import { isActivePerson, subjectOf } from './accounts.ts';

/** How it stands with the second factor of one active person, or of somebody who may be one. */
export type SecondFactor = (user: SlackUser) => Judgement;

/** What is known of a workspace's people: by Slack and, where they must sign in through Google, by Google's evidence. */
export function* secondFactors(
  input: ControlInput,
  { document, records }: DatasetView<SlackUser>,
): Generator<Assessed, SecondFactor> {
  const { connection } = document;
  if (!googleSignIn(input, connection) || otherProvider(input, connection) !== null) return own;
  const whose = (user: SlackUser): Whose => whoseOf(input, connection, user);
  const behind = [...records()].filter(isBehindSignIn);
  const evidence: GoogleEvidence = yield* googleEvidence(input, behind.map(whose));
  const unseen = unseenEvidence(input.documents, connection, team);
  return (user) => {
    if (user.has2fa === true || !isBehindSignIn(user)) return own(user);
    const said = evidence(whose(user), 'isEnrolledIn2Sv') ?? own(user);
    return said.verdict === 'pass' && unseen !== null ? unknown(unseen) : said;
  };
}

/** The identity provider that Slack names for the workspace, where it is surely not Google. */
export function otherProvider({ views }: Pick<ControlInput, 'views'>, connection: string): string | null {
  const view = views(team).find(({ document }) => document.connection === connection);
  const [workspace] = view?.records() ?? [];
  const { label = null, name = null, type = null } = workspace?.ssoProvider ?? {};
  const text = [type, name, label].filter((name) => name !== null);
  if (text.length === 0 || text.some((name) => /google|g suite/i.test(name))) return null;
  // A provider that was set up by hand may be anybody's.
  return text.every((name) => /^(custom[ _-])?saml/i.test(name)) ? null : (name ?? label ?? type);
}

/**
 * Whether an account has no way in but the identity provider. Slack lets owners go round it with a password, and a
 * workspace may leave guests out.
 */
function isBehindSignIn(user: SlackUser): boolean {
  return user.isOwner === false && user.isRestricted === false && isActivePerson(user) !== false;
}

function whoseOf({ people }: ControlInput, connection: string, user: SlackUser): Whose {
  const email = normalAddress(user.email ?? '') || null;
  return people.whose({ connection, provider: users.provider, account: subjectOf(user), email });
}

function own({ has2fa }: SlackUser): Judgement {
  if (has2fa === true) return pass;
  return has2fa === null
    ? unknown('Slack did not say whether this person has two-factor authentication set up.')
    : fail('Two-factor authentication is not set up.');
}

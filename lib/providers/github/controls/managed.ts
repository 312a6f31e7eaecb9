import type { GitHubMember } from '../../../evidence/datasets/github.ts';
import { attestationOn, despiteText } from '../../../judging/attestation.ts';
import { attested } from '../../../judging/attested.ts';
import { type ControlInput, connectionSetting } from '../../../judging/control.ts';
import type { Judgement } from '../../../judging/judgement.ts';
import type { GoogleEvidence, GoogleFact } from '../../../judging/people/google-sign-in.ts';
import type { Whose } from '../../../judging/people/people.ts';

/** Whether an organization's people are managed users of an enterprise, who sign in at its identity provider. */
export function isManaged({ settings }: Pick<ControlInput, 'settings'>, connection: string): boolean {
  return connectionSetting(settings, connection, 'managedUsers') === true;
}

/** Whether managed users sign in at another identity provider than Google. */
export function isElsewhere({ settings }: Pick<ControlInput, 'settings'>, connection: string): boolean {
  return connectionSetting(settings, connection, 'identityProvider') === 'other';
}

/** Whose a login is. */
export function ownerOf(
  { people }: Pick<ControlInput, 'people'>,
  connection: string,
  { login }: Pick<GitHubMember, 'login'>,
): Whose {
  return people.whose({ connection, provider: 'github', account: login.toLowerCase(), email: null });
}

/** What is asked of managed users, and how it is attested. */
export interface Asked {
  readonly connection: string;
  readonly fact: GoogleFact;
  readonly notAttested: string;
}

/** A managed user: by Google's evidence, which no attestation outweighs; else by an attestation. */
export function judgeManaged(
  input: ControlInput,
  whose: Whose,
  evidence: GoogleEvidence,
  { connection, fact, notAttested }: Asked,
): Judgement {
  const said = isElsewhere(input, connection) ? null : evidence(whose, fact);
  if (!said) return attested(input, { kind: 'connections', name: connection }, notAttested);
  if (said.verdict !== 'fail') return said;
  const attestation = attestationOn(input.attestation, 'connections', connection);
  return attestation
    ? { ...said, reason: `${said.reason.replace(/\.$/, '')}${despiteText(attestation)}.` }
    : said;
}

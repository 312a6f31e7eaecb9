import { type GoogleUser, users as googleUsers } from '../../evidence/datasets/google-workspace.ts';
import { nothingYet } from '../assessed.ts';
import { type Attestation, attestationOn } from '../attestation.ts';
import type { Assessed, ControlInput } from '../control.ts';
import { fail, type Judgement, unknown } from '../judgement.ts';
import { accountStatus } from './account-status.ts';
import { normalAddress } from './address.ts';
import type { Person, Whose } from './people.ts';

/** The control whose attestation says that people sign in to a service through Google, and must. */
export const singleSignOnId = 'sign-in.single-sign-on';

/** The attestation that a connection's people must sign in through Google; null where none counts. */
export function googleSignIn(
  { attestationOf }: Pick<ControlInput, 'attestationOf'>,
  connection: string,
): Attestation | null {
  return attestationOn(attestationOf(singleSignOnId), 'connections', connection);
}

/** What is asked of a second factor at Google: that it is set up, or that it is enforced. */
export type GoogleFact = 'isEnrolledIn2Sv' | 'isEnforcedIn2Sv';

/**
 * What Google's evidence says of whoever signs in to an account through it. Null where the account is nobody's whom the
 * people source knows, so that Google has nothing to say.
 */
export type GoogleEvidence = (whose: Whose, fact: GoogleFact) => Judgement | null;

type Facts = Readonly<Record<GoogleFact, boolean | null>>;

/** Walks the people sources once, batch by batch, and keeps what they say of these people. */
export function* googleEvidence(
  { people, views }: Pick<ControlInput, 'people' | 'views'>,
  accounts: Iterable<Whose>,
): Generator<Assessed, GoogleEvidence> {
  const wanted = new Set<string>();
  for (const whose of accounts) if (whose.kind === 'person') wanted.add(whose.person.address);
  const facts = new Map<string, Facts>();
  const sources = views(googleUsers).filter(({ document }) => people.sources.includes(document.connection));
  for (const { batches } of wanted.size > 0 ? sources : [])
    for (const users of batches()) {
      for (const user of users) {
        const found = people.find(normalAddress(user.primaryEmail));
        if (found.kind === 'person' && wanted.has(found.person.address)) add(facts, found.person, user);
      }
      yield nothingYet;
    }
  return (whose, fact) => judge(whose, fact, facts);
}

/** Somebody with several accounts at Google may sign in with each of them that is active. */
function add(facts: Map<string, Facts>, { address, status }: Person, user: GoogleUser): void {
  if (status === 'active' && accountStatus(user) !== 'active' && accountStatus(user) !== null) return;
  const before = facts.get(address);
  const { isEnforcedIn2Sv, isEnrolledIn2Sv } = user;
  if (!before) facts.set(address, { isEnforcedIn2Sv, isEnrolledIn2Sv });
  else
    facts.set(address, {
      isEnforcedIn2Sv: both(before.isEnforcedIn2Sv, isEnforcedIn2Sv),
      isEnrolledIn2Sv: both(before.isEnrolledIn2Sv, isEnrolledIn2Sv),
    });
}

function both(one: boolean | null, other: boolean | null): boolean | null {
  if (one === false || other === false) return false;
  return one === null || other === null ? null : true;
}

const text: Readonly<Record<GoogleFact, string>> = {
  isEnforcedIn2Sv: 'enforced',
  isEnrolledIn2Sv: 'set up',
};

function judge(whose: Whose, fact: GoogleFact, facts: ReadonlyMap<string, Facts>): Judgement | null {
  switch (whose.kind) {
    case 'shared':
    case 'untold':
      return null;
    case 'nobody':
      return whose.confirmed
        ? null
        : unknown(`${whose.address} was not found among the people, and not everybody was shown.`);
    case 'several':
      return unknown(`${whose.address} is claimed by several people.`);
    case 'person': {
      const { address } = whose.person;
      const said = facts.get(address)?.[fact] ?? null;
      if (said === null)
        return unknown(`Google does not say whether 2-step verification is ${text[fact]} for ${address}.`);
      if (!said)
        return fail(`${address} signs in through Google, where 2-step verification is not ${text[fact]}.`);
      const reason = `Signs in through Google as ${address}, where 2-step verification is ${text[fact]}.`;
      return { verdict: 'pass', reason };
    }
  }
}

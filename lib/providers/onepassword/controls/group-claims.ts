import type { OnePasswordAccess } from '../../../evidence/datasets/onepassword.ts';
import { isServiceAddress } from '../../../evidence/datasets/onepassword-states.ts';
import { normalAddress } from '../../../judging/people/address.ts';
import { personAddress } from '../../../judging/people/person-address.ts';
import { type MembershipClaim, whoseMembership } from './membership-claim.ts';
import { googleGroupOf, type PeopleContext } from './people-context.ts';

/** Who is among those that a line of an access list stands for. */
export interface Claims {
  readonly claims: readonly MembershipClaim[];
  /** A clause: why there may be others than these; null when these are all. */
  readonly unclear: string | null;
}

/**
 * Who is in a group, as 1Password tells and as the Google group does that it is filled from. Google's word for it can
 * add doubt and never takes doubt away: where 1Password tells nothing, others may be in it than Google says; where both
 * tell, somebody whom only one of them has may be in it or may not.
 */
export function claimsOfGroup(row: OnePasswordAccess, context: PeopleContext): Claims {
  const name = row.name ?? row.accessorId;
  const stated = statedBy(row, context);
  const google = googleGroupOf(row, context.vaultGroups);
  const notStated = `the members of the group ${name} are not known`;
  if (google === null) return { claims: stated ?? [], unclear: stated ? null : notStated };
  const { addresses, unclear } = context.groups.expand(google);
  const filled = [...addresses].map(ofGoogle);
  if (!stated)
    return {
      claims: filled,
      unclear: `${notStated}, and the Google group ${google} does not show them`,
    };
  const uncertainty = unclear && `whether the group ${name} is as Google has it was not seen: ${unclear}`;
  return {
    claims: heldAgainst(stated, filled, { name, google, whole: !unclear }, context),
    unclear: uncertainty,
  };
}

function statedBy(
  { accessorId, members, name }: OnePasswordAccess,
  context: PeopleContext,
): readonly MembershipClaim[] | null {
  if (members === null) return null;
  return members.map(({ email, id, kind, state, uncertain }): MembershipClaim => {
    const address = addressOf(id, email, context);
    const isService = address !== null && isServiceAddress(address);
    const claim: MembershipClaim = {
      id,
      address,
      state,
      kind: isService ? 'service' : kind,
      from: 'snapshot',
    };
    if (!uncertain) return claim;
    const who = address ?? `the account ${id}`;
    return {
      ...claim,
      disputed: `whether ${who} is in the group ${name ?? accessorId} is not certain: ${uncertain}`,
    };
  });
}

function ofGoogle(address: string): MembershipClaim {
  return { id: null, address, state: null, kind: 'person', from: 'google' };
}

interface Pair {
  readonly name: string;
  readonly google: string;
  /** Whether everybody in the Google group was seen. */
  readonly whole: boolean;
}

/** Everybody whom one of the two has, disputed where the other does not. */
function heldAgainst(
  stated: readonly MembershipClaim[],
  filled: readonly MembershipClaim[],
  { google, name, whole }: Pair,
  context: PeopleContext,
): readonly MembershipClaim[] {
  const personOf = (claim: MembershipClaim) =>
    personAddress(whoseMembership(claim, context)) ?? claim.address;
  const [statedPeople, filledPeople] = [new Set(stated.map(personOf)), new Set(filled.map(personOf))];
  return [
    ...stated.map((claim): MembershipClaim => {
      if (claim.address && filledPeople.has(personOf(claim))) return claim;
      const who = claim.address ?? `the account ${claim.id}`;
      const not = whole ? 'not' : 'was not seen';
      return {
        ...claim,
        disputed: `${who} is in the group ${name}, and ${not} in the Google group ${google}`,
      };
    }),
    ...filled
      .filter((claim) => !statedPeople.has(personOf(claim)))
      .map((claim): MembershipClaim => {
        const disputed = `${claim.address} is in the Google group ${google}, and not in the group ${name}`;
        return { ...claim, disputed };
      }),
  ];
}

/** The list of users knows best: an address may have changed since an export. */
export function addressOf(
  id: string,
  email: string | null,
  { accounts, addressOfId }: PeopleContext,
): string | null {
  const listed = accounts?.byId.get(id)?.address;
  return listed || (email && normalAddress(email)) || (addressOfId.get(id) ?? null);
}

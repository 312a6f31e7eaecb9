import type { OnePasswordKind } from '../../../evidence/datasets/onepassword.ts';
import { isActiveState } from '../../../evidence/datasets/onepassword-states.ts';
import { isSettled, type People, primaryOf, type Whose } from '../../../judging/people/people.ts';
import type { Account, AccountIndex } from './account-index.ts';
import type { PeopleContext } from './people-context.ts';

/** That somebody is among those who have a vault, as an access list or a Google group says. */
export interface MembershipClaim {
  /** 1Password id; null from Google. */
  readonly id: string | null;
  /** In comparable form. */
  readonly address: string | null;
  /** As the snapshot gives it. */
  readonly state: string | null;
  readonly kind: OnePasswordKind;
  readonly from: 'snapshot' | 'google';
  /** A clause: which source denies it; absent when none does. */
  readonly disputed?: string;
}

/** `confirmed`: an active person. `absent`: not a person, or not active. Else why it cannot be told. */
export type Judged = 'confirmed' | 'absent' | { readonly uncertainty: string };

/** Whether a claim is to be counted as an active person. */
export function judgeMembership(claim: MembershipClaim, context: PeopleContext): Judged {
  if (claim.kind === 'service') return 'absent';
  const judged = context.accounts
    ? judgeByAccounts(claim, context.accounts, context)
    : judgeBySnapshot(claim, context);
  if (judged === 'confirmed' && claim.kind === null)
    return { uncertainty: `whether ${nameOf(claim)} is a person is not known` };
  if (judged !== 'absent' && claim.disputed !== undefined) return { uncertainty: claim.disputed };
  return judged;
}

/**
 * The list of users is newer than an export, so where there is one, it decides who is not active. Somebody whom the
 * export saw suspended, and the list sees active, may have come back; but the two disagree, and no pass rests on that.
 */
function judgeByAccounts(claim: MembershipClaim, accounts: AccountIndex, context: PeopleContext): Judged {
  const account = accountOf(claim, accounts, context.people);
  const against = account?.active ? uncertaintyOfExport(claim, context) : null;
  if (against !== null) return { uncertainty: against };
  if (account?.active) return 'confirmed';
  if (account?.active === null)
    return { uncertainty: `1Password does not say whether ${nameOf(claim)} is active` };
  if (claim.from === 'google') {
    const settled = accounts.whole && claim.address !== null && isSettled(context.people, claim.address);
    return settled
      ? 'absent'
      : { uncertainty: `${nameOf(claim)} was not found among the active 1Password users` };
  }
  if (account) return 'absent';
  if (accounts.whole && isActiveState(claim.state) === false) return 'absent';
  return { uncertainty: `${nameOf(claim)} was not found in the list of 1Password users` };
}

/** Why an active account may not be the whole of it; an export that is silent is not spoken for by the list. */
function uncertaintyOfExport(claim: MembershipClaim, { exported }: PeopleContext): string | null {
  if (claim.from === 'google') return null;
  const { state } = claim;
  if (isActiveState(state) === false)
    return `${nameOf(claim)} is ${state?.toLowerCase()} in the export, and active in the list of 1Password users`;
  return exported && !state ? `the export does not say whether ${nameOf(claim)} is active` : null;
}

/**
 * By id; by address where the ids of the two sources do not meet. Not in a list that was cut short, where the
 * id may stand in the part that was not seen.
 */
export function accountOf(
  { address, from, id }: MembershipClaim,
  accounts: AccountIndex,
  people: People,
): Account | undefined {
  if (address !== null && from === 'google') return accounts.byPerson.get(primaryOf(people, address));
  const account = id === null ? undefined : accounts.byId.get(id);
  if (account || address === null || !accounts.whole) return account;
  return accounts.byAddress.get(address);
}

/** Whose the account is that a claim speaks of. A Google group names addresses, and no account. */
export function whoseMembership(
  { address, from, id }: MembershipClaim,
  { connection, people, provider }: PeopleContext,
): Whose {
  if (from === 'google' && address !== null) return { ...people.find(address), address, identified: false };
  return people.whose({ connection, provider, account: address ?? id ?? '', email: address });
}

function judgeBySnapshot(claim: MembershipClaim, context: PeopleContext): Judged {
  const active = isActiveState(claim.state);
  if (active === false) return 'absent';
  if (active === null)
    return {
      uncertainty: claim.state
        ? `${nameOf(claim)} is ${claim.state.toLowerCase()}, which may be active or not`
        : `the source does not say whether ${nameOf(claim)} is active`,
    };
  const ended = context.endedAfter(claim.id, claim.address);
  return ended === null
    ? 'confirmed'
    : { uncertainty: `${nameOf(claim)} was suspended or deleted on ${ended.slice(0, 10)}` };
}

function nameOf({ address, id }: MembershipClaim): string {
  return address ?? `the account ${id}`;
}

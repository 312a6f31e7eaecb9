import type { Problem } from '../../../evidence/problem.ts';
import { isFinal, type MemberList, readMemberList } from './member-list.ts';
import { asItIs, ownersOnly } from './refusal.ts';
import { type List, type PeopleFilter, type Place, type Requests, requestPeople } from './requests.ts';

/** The lists that, held against each other, say what is known of the people. */
export interface MemberLists {
  readonly everybody: MemberList;
  /** Owners of the organization. Not asked for outside collaborators. */
  readonly owners: MemberList;
  /** Without two-factor authentication. */
  readonly disabled: MemberList;
  /** With an insecure method of it. */
  readonly insecure: MemberList;
}

/**
 * Reads the lists, everybody first: who is missing from a later list was then there when it was read, or has left.
 * One that fails does not stop the next, because part of a list can show a failure, unless GitHub wants no more.
 */
export function* readMemberLists(place: Place, list: List): Requests<MemberLists> {
  const names = list.replace('_', ' ');
  let over = false;
  const read = function* (filter: PeopleFilter, where: string, explain = asItIs): Requests<MemberList> {
    if (over) return notAsked(where);
    const memberList = yield* readMemberList(
      (take) => requestPeople(place, list, filter, take),
      where,
      explain,
    );
    over = isFinal(memberList);
    return memberList;
  };
  const everybody = yield* read({ filter: 'all' }, names);
  const owners = list === 'members' ? yield* read({ filter: 'all', role: 'admin' }, 'owners') : nobody;
  // Of managed users the lists of offenders say nothing: a second factor is their identity provider's business.
  if (place.managed) return { everybody, owners, disabled: nobody, insecure: nobody };
  const disabled = yield* read(
    { filter: '2fa_disabled' },
    `${names} without two-factor authentication`,
    ownersOnly,
  );
  const insecure = yield* read({ filter: '2fa_insecure' }, `${names} with an insecure method`, ownersOnly);
  return { everybody, owners, disabled, insecure };
}

/** In the order in which they came up. */
export function problemsOf({ everybody, owners, disabled, insecure }: MemberLists): readonly Problem[] {
  return [everybody, owners, disabled, insecure].flatMap(({ problems }) => problems);
}

const nobody: MemberList = { accounts: new Map(), problems: [] };

function notAsked(where: string): MemberList {
  const message = `GitHub was no longer asked for ${where}.`;
  return { accounts: new Map(), problems: [{ code: 'interrupted', message }] };
}

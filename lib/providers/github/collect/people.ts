import type { GitHubMember, GitHubTwoFactor } from '../../../evidence/datasets/github.ts';
import type { Problem } from '../../../evidence/problem.ts';
import { isWhole } from './member-list.ts';
import type { MemberLists } from './member-lists.ts';
import type { Account } from './schema.ts';

/** Everybody whom any list names, with what the lists together say. */
export interface People {
  readonly rows: readonly GitHubMember[];
  /** What the lists say against each other. */
  readonly problems: readonly Problem[];
}

/** `silence`: whether absence from the lists of offenders may be believed at all. */
export function joinMemberLists(lists: MemberLists, silence: boolean): People {
  const { everybody, owners, disabled, insecure } = lists;
  const all = new Map([
    ...insecure.accounts,
    ...disabled.accounts,
    ...owners.accounts,
    ...everybody.accounts,
  ]);
  const unlisted = [...all.values()].filter(({ id }) => !everybody.accounts.has(id));
  const twoFactorOf = twoFactorIn(lists, silence);
  const rows = [...all.values()].map(({ id, login, type }) => {
    return { id, login, role: roleIn(lists, id), twoFactor: twoFactorOf(id), type };
  });
  // Where everybody did not come whole, it is no wonder that somebody is not there.
  return { rows, problems: isWhole(everybody) && unlisted.length > 0 ? [disagreement(unlisted)] : [] };
}

/**
 * Being named is believed of any list, however little of it came. Not being named is believed only of whole lists,
 * and only for those who were named in a whole list of everybody.
 */
function twoFactorIn(lists: MemberLists, silence: boolean): (id: string) => GitHubTwoFactor | null {
  const { everybody, disabled, insecure } = lists;
  const whole = silence && [everybody, disabled, insecure].every(isWhole);
  return (id) => {
    if (disabled.accounts.has(id)) return 'disabled';
    if (insecure.accounts.has(id)) return 'insecure';
    return whole && everybody.accounts.has(id) ? 'enabled' : null;
  };
}

function roleIn({ everybody, owners }: MemberLists, id: string): GitHubMember['role'] {
  if (owners.accounts.has(id)) return 'admin';
  // Every organization has an owner: a list of none tells of nobody that they are not.
  const tells = isWhole(owners) && owners.accounts.size > 0;
  return tells && everybody.accounts.has(id) ? 'member' : null;
}

function disagreement(unlisted: readonly Account[]): Problem {
  const names = unlisted.slice(0, 3).map(({ login }) => login);
  const more = unlisted.length > names.length ? ` and ${unlisted.length - names.length} more` : '';
  const message =
    `GitHub lists ${names.join(', ')}${more} as an owner, or as somebody without secure two-factor authentication, ` +
    'but not among everybody: the list of everybody is incomplete, or it changed meanwhile. Run again.';
  return { code: 'malformed', message };
}

import { listNames } from './names.ts';
import type { Whose } from './people.ts';

/** An account that may be active, with whose it is. */
export interface OwnedAccount {
  readonly connection: string;
  readonly account: string;
  readonly whose: Whose;
}

/** Why an account may not be the person's that it seems to be; null where it surely is. */
export type TwinUncertainty = (account: OwnedAccount) => string | null;

/** Where the list of people is not whole, nor are anybody's aliases: whose an address is that it lacks, nobody can say. */
function isUnseen(whose: Whose): boolean {
  return whose.kind === 'nobody' && !whose.confirmed && !whose.identified;
}

function anotherOf(accounts: Iterable<string>, account: string): string | undefined {
  for (const one of accounts) if (one !== account) return one;
  return undefined;
}

function addTo(unseen: Map<string, Set<string>>, connection: string, account: string): void {
  const known = unseen.get(connection);
  if (known) known.add(account);
  else unseen.set(connection, new Set([account]));
}

/**
 * Two accounts of one person in one service: an address may have passed from a leaver to somebody else, and one of the two
 * still be the leaver's. Those that `people.identities` names are declared, and so no question.
 *
 * @param accounts those that are not surely inactive, each once
 * @param isWhole whether a connection showed every account: else a second one may only be out of sight
 */
export function twinUncertainties(
  accounts: Iterable<OwnedAccount>,
  isWhole: (connection: string) => boolean,
): TwinUncertainty {
  const byConnection = new Map<string, Map<string, string | string[]>>();
  const unseen = new Map<string, Set<string>>();
  for (const { account, connection, whose } of accounts) {
    if (isUnseen(whose)) addTo(unseen, connection, account);
    if (whose.kind !== 'person') continue;
    const own = byConnection.get(connection) ?? new Map<string, string | string[]>();
    byConnection.set(connection, own);
    const before = own.get(whose.person.address);
    // Nearly everybody has one account, and no list is made for it.
    own.set(whose.person.address, before === undefined ? account : [before, account].flat());
  }
  return ({ account, connection, whose }) => {
    if (isUnseen(whose)) {
      const other = anotherOf(unseen.get(connection) ?? [], account);
      return other === undefined
        ? null
        : `${account} and ${other} in ${connection} may be two accounts of one person: the list of people and their aliases is incomplete.`;
    }
    if (whose.kind !== 'person' || whose.identified) return null;
    const { address } = whose.person;
    const own = byConnection.get(connection)?.get(address);
    if (typeof own === 'object')
      return `${address} has several accounts in ${connection} (${listNames(own)}), and one of them may have been somebody else’s: name all that are theirs under people.identities, or deactivate the others.`;
    return isWhole(connection)
      ? null
      : `${connection} did not show every account, so this may be one of two that ${address} has there: if it is theirs, name it under people.identities.`;
  };
}

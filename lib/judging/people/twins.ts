import { listNames } from './names.ts';
import type { Whose } from './people.ts';

/** An account that may be active, with whose it is. */
export interface OwnedAccount {
  readonly connection: string;
  readonly account: string;
  readonly whose: Whose;
}

/** Why an account may not be the person's that it seems to be; null where it surely is. */
export type TwinDoubt = (account: OwnedAccount) => string | null;

/**
 * Two accounts of one person in one service: an address may have passed from a leaver to somebody else, and one of the two
 * still be the leaver's. Those that `people.identities` names are declared, and so no question.
 *
 * @param lists of each connection, the accounts that are not surely inactive, each once in a list
 * @param isWhole whether a connection showed every account: else a second one may only be out of sight
 */
export function twinDoubts(
  lists: Iterable<Iterable<OwnedAccount>>,
  isWhole: (connection: string) => boolean,
): TwinDoubt {
  const accounts = new Map<string, Set<string>>();
  for (const list of lists) {
    const times = new Map<string, number>();
    for (const { account, connection, whose } of list) {
      const key = keyOf(connection, whose);
      if (key === null) continue;
      const name = JSON.stringify([connection, account]);
      const time = (times.get(name) ?? 0) + 1;
      times.set(name, time);
      const own = accounts.get(key) ?? new Set();
      accounts.set(key, own.add(time === 1 ? account : `${account} once more`));
    }
  }
  return ({ connection, whose }) => {
    const key = keyOf(connection, whose);
    if (key === null || whose.kind !== 'person' || whose.identified) return null;
    const { address } = whose.person;
    const own = [...(accounts.get(key) ?? [])];
    if (own.length > 1)
      return `${address} has several accounts in ${connection} (${listNames(own)}), and one of them may have been somebody else’s: name all that are theirs under people.identities, or deactivate the others.`;
    return isWhole(connection)
      ? null
      : `${connection} did not show every account, so this may be one of two that ${address} has there.`;
  };
}

function keyOf(connection: string, whose: Whose): string | null {
  return whose.kind === 'person' ? JSON.stringify([connection, whose.person.address]) : null;
}

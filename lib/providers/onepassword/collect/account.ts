import { CollectError } from '../../../evidence/problem.ts';

/** Whether an answer is about the connection's account. 1Password writes the ids of accounts in capitals; a person may not. */
export function isAccount(told: string, account: string): boolean {
  return told.toUpperCase() === account.toUpperCase();
}

/** An answer about another account than the connection's: it says nothing of this one, and least of all by being quiet. */
export class ForeignAccountError extends CollectError {
  constructor(what: string, told: string) {
    super(
      'denied',
      `${what} is of the 1Password account ${told}, and the connection is of another. ` +
        'Check account in the configuration, and where the credential or the file was made.',
    );
  }
}

/** The first other account that one of these entries names; null where each names the connection's, or none. */
export function foreignIn(
  entries: readonly unknown[],
  account: string,
  accountOf: (entry: Readonly<Record<string, unknown>>) => unknown,
): string | null {
  for (const entry of entries) {
    const told = typeof entry === 'object' && entry !== null ? accountOf({ ...entry }) : null;
    if (typeof told === 'string' && told !== '' && !isAccount(told, account)) return told;
  }
  return null;
}

/** Of a user, as the Users API has it: `path` is `accounts/{account}/users/{user}`. */
export function pathAccount({ path }: Readonly<Record<string, unknown>>): unknown {
  return /^\/?accounts\/([^/]+)\//.exec(typeof path === 'string' ? path : '')?.[1];
}

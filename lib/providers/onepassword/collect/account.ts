import { CollectError } from '../../../evidence/problem.ts';

/** Whether an answer is about the connection's account. 1Password writes the ids of accounts in capitals; a person may not. */
export function isAccount(given: string, account: string): boolean {
  return given.toUpperCase() === account.toUpperCase();
}

/** An answer about another account than the connection's: it says nothing of this one, and least of all by being quiet. */
export class ForeignAccountError extends CollectError {
  constructor(what: string, given: string) {
    super(
      'denied',
      `${what} is of the 1Password account ${given}, and the connection is of another. ` +
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
    const given = typeof entry === 'object' && entry !== null ? accountOf({ ...entry }) : null;
    if (typeof given === 'string' && given !== '' && !isAccount(given, account)) return given;
  }
  return null;
}

/** Of a user, as the Users API has it: `path` is `accounts/{account}/users/{user}`. */
export function pathAccount({ path }: Readonly<Record<string, unknown>>): unknown {
  return /^\/?accounts\/([^/]+)\//.exec(typeof path === 'string' ? path : '')?.[1];
}

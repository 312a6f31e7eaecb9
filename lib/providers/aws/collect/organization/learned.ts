import type {
  AwsIdentityCenterGroup,
  AwsIdentityCenterUser,
  AwsOrganizationAccount,
} from '../../../../evidence/datasets/aws-organization.ts';
import { CollectError, type Problem } from '../../../../evidence/problem.ts';
import type { SourceFacts } from '../../../reader.ts';

/** What the datasets of an organization tell those that come after them. */
export interface Learned {
  source: SourceFacts;
  management: string | null;
  /** Null until they are known. */
  accounts: readonly AwsOrganizationAccount[] | null;
  /** Why there may be more accounts than these; null where there are none. */
  moreAccounts: Problem | null;
  center: { readonly instance: string; readonly store: string } | null;
  readonly users: Listed<AwsIdentityCenterUser>;
  readonly groups: Listed<AwsIdentityCenterGroup>;
}

/** A list by which another is asked. */
export interface Listed<Row> {
  readonly rows: Row[];
  /** Why it may not be all; null where it is. */
  problem: Problem | null;
}

/** An account that was to be asked and gave nothing. */
export interface Unread {
  readonly account: string;
  readonly problem: Problem;
}

/**
 * The accounts that were entered, and why what is asked of each of them is not all there is. Throws where none are known:
 * then nothing can be asked.
 */
export function accountsToRead({ accounts, moreAccounts }: Learned): {
  readonly entered: readonly string[];
  readonly unread: readonly Unread[];
  readonly more: Problem | null;
} {
  if (accounts === null)
    throw new CollectError(
      'unavailable',
      'Which accounts the organization has is not known, so none of them was asked. See the dataset accounts.',
    );
  const entered = accounts.filter(({ standing }) => standing === 'entered').map(({ id }) => id);
  const unread = accounts
    .filter(({ standing }) => standing === 'unreachable')
    .map(
      ({ hindrance, id }): Unread => ({
        account: id,
        problem: { code: 'denied', message: hindrance ?? 'It could not be entered.' },
      }),
    );
  return { entered, unread, more: moreAccounts && notAll('accounts', moreAccounts) };
}

/** That a list is not whole, where another one is asked by it: then that is not whole either. */
export function notAll(list: string, { code, message }: Problem): Problem {
  return { code, message: `AWS: not all ${list} may be known, so that not all were asked about. ${message}` };
}

const shown = 3;

/** One problem for all accounts of which nothing is known; null where there is none. */
export function unreadProblem(unread: readonly Unread[], all: number): Problem | null {
  const [first] = unread;
  if (!first) return null;
  const list = unread.slice(0, shown).map(({ account, problem }) => `${account}: ${problem.message}`);
  const more = unread.length > shown ? ` And ${unread.length - shown} more.` : '';
  return {
    code: first.problem.code,
    message: `AWS: ${unread.length} of ${all} accounts did not tell. ${list.join(' ')}${more}`,
  };
}

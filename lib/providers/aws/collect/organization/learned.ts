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
  center: { readonly instance: string; readonly store: string } | null;
  readonly users: AwsIdentityCenterUser[];
  readonly groups: AwsIdentityCenterGroup[];
}

/** An account that was to be asked and gave nothing. */
export interface Unread {
  readonly account: string;
  readonly problem: Problem;
}

/** The accounts that were entered. Throws where none are known: then nothing can be asked. */
export function accountsToRead({ accounts }: Learned): {
  readonly entered: readonly string[];
  readonly unread: readonly Unread[];
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
  return { entered, unread };
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

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
export interface Untold {
  readonly account: string;
  readonly problem: Problem;
}

/** The accounts that were entered. Throws where none are known: then nothing can be asked. */
export function accountsToAsk({ accounts }: Learned): {
  readonly entered: readonly string[];
  readonly untold: readonly Untold[];
} {
  if (accounts === null)
    throw new CollectError(
      'unavailable',
      'Which accounts the organization has is not known, so none of them was asked. See the dataset accounts.',
    );
  const entered = accounts.filter(({ standing }) => standing === 'entered').map(({ id }) => id);
  const untold = accounts
    .filter(({ standing }) => standing === 'unreachable')
    .map(
      ({ hindrance, id }): Untold => ({
        account: id,
        problem: { code: 'denied', message: hindrance ?? 'It could not be entered.' },
      }),
    );
  return { entered, untold };
}

const shown = 3;

/** One problem for all accounts of which nothing is known; null where there is none. */
export function untoldProblem(untold: readonly Untold[], all: number): Problem | null {
  const [first] = untold;
  if (!first) return null;
  const list = untold.slice(0, shown).map(({ account, problem }) => `${account}: ${problem.message}`);
  const more = untold.length > shown ? ` And ${untold.length - shown} more.` : '';
  return {
    code: first.problem.code,
    message: `AWS: ${untold.length} of ${all} accounts did not tell. ${list.join(' ')}${more}`,
  };
}

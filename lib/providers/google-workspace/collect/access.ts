import {
  appGrants,
  groups,
  orgUnits,
  policies,
  samlSignIns,
  usage,
  users,
} from '../../../evidence/datasets/google-workspace.ts';
import { CollectError } from '../../../evidence/problem.ts';

/** What Google must grant for one dataset. */
export interface Access {
  /** Read-only, all of them. */
  readonly scope: string;
  /** What `subject` must be allowed to do, as the Admin console words it. */
  readonly privilege: string;
}

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

const byDataset: Readonly<Record<string, Access>> = {
  [users.name]: {
    scope: scope('admin.directory.user.readonly'),
    privilege: 'the admin privilege Users › Read',
  },
  [orgUnits.name]: {
    scope: scope('admin.directory.orgunit.readonly'),
    privilege: 'the admin privilege Organizational units › Read',
  },
  [groups.name]: {
    scope: scope('admin.directory.group.readonly'),
    privilege: 'the admin privilege Groups › Read',
  },
  [policies.name]: {
    scope: scope('cloud-identity.policies.readonly'),
    privilege: 'the Super Admin role, because Google shows policies to nobody else',
  },
};

/** The scopes of what is asked always, in the order in which they are asked for and printed. */
export const scopes: readonly string[] = Object.values(byDataset).map((one) => one.scope);

/** What the logs take besides, where they are turned on. */
const audit: Access = {
  scope: scope('admin.reports.audit.readonly'),
  privilege: 'the admin privilege Reports',
};

/** The scopes of the token for the logs, which is one of its own. */
export const auditScopes: readonly string[] = [audit.scope];

/** What Google's own totals take besides, where they are turned on. */
const totals: Access = {
  scope: scope('admin.reports.usage.readonly'),
  privilege: 'the admin privilege Reports',
};

/** The scopes of the token for Google's totals, which is one of its own. */
export const usageScopes: readonly string[] = [totals.scope];

const byReport: Readonly<Record<string, Access>> = {
  [appGrants.name]: audit,
  [samlSignIns.name]: audit,
  [usage.name]: totals,
};

/** The scopes of the token that a dataset is asked for with. */
export function tokenOf(dataset: string): readonly string[] {
  if (dataset === usage.name) return usageScopes;
  return dataset in byReport ? auditScopes : scopes;
}

/** Where delegation is granted, as the Admin console names its pages. */
export const delegationPage =
  'Admin console › Security › Access and data control › API controls › Domain-wide delegation';

export function accessOf(dataset: string): Access {
  const access = byDataset[dataset] ?? byReport[dataset];
  if (!access) throw new Error(`No scope is known for the dataset ${dataset}.`);
  return access;
}

/** What to do when Google denies a dataset to `subject`. */
function remedy(dataset: string, subject: string): string {
  const { scope, privilege } = accessOf(dataset);
  return `Check that ${subject} has ${privilege}; that the scope ${scope} is delegated (${delegationPage}); and that the API is enabled in the service account's project.`;
}

/** Whether Google's token address does not accept a credential: it says so with 400, 401 or 403. A redirect says nothing of one. */
export function isRefusal({ code, status }: Refused): boolean {
  return code === 'unauthenticated' || code === 'denied' || (code === 'rejected' && status === 400);
}

type Refused = Pick<CollectError, 'code' | 'status'>;

/** A denial with what to grant; any other error as it is. */
export function remedied(error: unknown, dataset: string, subject: string): unknown {
  if (!(error instanceof CollectError) || error.code !== 'denied') return error;
  return new CollectError('denied', `${error.message} ${remedy(dataset, subject)}`, { cause: error });
}

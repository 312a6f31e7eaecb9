import { type Door, enter, inBatches, isIn } from './enter.ts';
import type { Requests } from './json-response.ts';
import type { Learned, Unread } from './learned.ts';
import { type OrganizationPlace, partitionOf, query } from './requests.ts';

/** AWS's own policy, which narrows a session of root to looking at root's credentials. */
const task = 'root-task/IAMAuditRootUserCredentials';

/** The longest that AWS gives. */
const sessionSeconds = 900;

const byRoot: Door = {
  action: 'AssumeRoot',
  request: (place, account) =>
    query(place, 'sts', 'AssumeRoot', {
      session: place.organization.management ?? null,
      about: account,
      opens: account,
      fields: {
        TargetPrincipal: account,
        'TaskPolicyArn.arn': `arn:${partitionOf(place.region)}:iam::aws:policy/${task}`,
        DurationSeconds: String(sessionSeconds),
      },
    }),
};

/** What the audit came to: where a session of root is open, and what is untold all the same. */
export interface Audited {
  readonly open: readonly string[];
  readonly unread: readonly Unread[];
}

/** Opens a session of root wherever the account could not be entered, where the configuration allows it. The managing account has none. */
export function* auditRoots(
  place: OrganizationPlace,
  { management }: Pick<Learned, 'management'>,
  unread: readonly Unread[],
): Requests<Audited> {
  if (!place.organization.auditRoot) return { open: [], unread };
  const members = unread.filter(({ account }) => account !== management);
  const open: string[] = [];
  const left: Unread[] = unread.filter(({ account }) => account === management);
  for (const batch of inBatches(members)) {
    const accounts = batch.map(({ account }) => account);
    const sessions = yield* enter(place, accounts, byRoot);
    for (const one of batch) {
      const came = sessions.get(one.account);
      if (isIn(came)) open.push(one.account);
      else left.push(came ? alsoRefused(one, came.error.problem.message) : one);
    }
  }
  return { open, unread: left };
}

function alsoRefused({ account, problem }: Unread, why: string): Unread {
  const message = `${problem.message} Nor could its root be audited: ${why}`;
  return { account, problem: { ...problem, message } };
}

import { type AwsCredential, awsRootName, credentialReport } from '../../evidence/datasets/aws.ts';
import {
  type AwsIdentityCenterAssignment,
  type AwsIdentityCenterUser,
  identityCenterAssignments,
  identityCenterGroups,
  identityCenterUsers,
  organizationAccounts,
} from '../../evidence/datasets/aws-organization.ts';
import { instant } from '../../judging/instant.ts';
import { normalAddress } from '../../judging/people/address.ts';
import type { LastUse, ReadRecords, ReviewedAccount, ServiceReview } from '../../judging/service-review.ts';
import { accountName } from './controls/account-name.ts';
import { nameOf } from './controls/center.ts';
import { accountIn } from './controls/counted.ts';

export const awsReview: ServiceReview = {
  datasets: [
    organizationAccounts,
    credentialReport,
    identityCenterUsers,
    identityCenterGroups,
    identityCenterAssignments,
  ],
  untold: [
    'Not collected: which policies and roles an IAM user has. So only root is known to be privileged.',
    'People who sign in through IAM Identity Center have no line in the credential report; they are listed where the connection is an organization.',
    'No API shows when somebody last signed in through IAM Identity Center, and with which factors.',
  ],
  *accounts(records) {
    for (const user of records(credentialReport)) yield accountOf(user);
    yield* centerAccounts(records);
  },
  outOfSight(records, id) {
    const account = accountIn(id);
    const found = [...records(organizationAccounts)].find((one) => one.id === account);
    const isOut = found?.standing === 'excluded' || found?.standing === 'unreachable';
    return isOut ? `account ${account} was not entered` : null;
  },
};

function accountOf(user: AwsCredential): ReviewedAccount {
  const root = user.user === awsRootName;
  return {
    id: user.arn,
    account: accountName(user),
    email: null,
    active: isActive(user),
    // A user with keys and no password is a program, so far as anybody can tell from here.
    human: root || user.passwordEnabled !== false,
    roles: root ? ['root'] : waysIn(user),
    privileged: root ? true : null,
    opens: null,
    secondFactor: user.mfaActive,
    lastUse: lastUse(user),
  };
}

/** Root has no field for its password, and is always there. */
function isActive({ user, passwordEnabled, key1Active, key2Active }: AwsCredential): boolean | null {
  const ways = [passwordEnabled, key1Active, key2Active];
  if (user === awsRootName || ways.some((way) => way === true)) return true;
  return ways.every((way) => way === false) ? false : null;
}

function waysIn({ passwordEnabled, key1Active, key2Active }: AwsCredential): readonly string[] | null {
  if ([passwordEnabled, key1Active, key2Active].includes(null)) return null;
  return [
    ...(passwordEnabled ? ['console password'] : []),
    ...(key1Active ? ['access key 1'] : []),
    ...(key2Active ? ['access key 2'] : []),
  ];
}

const never = ['N/A', 'no_information'];

/** The latest use of any way in; never only where AWS says so of all of them. */
function lastUse(user: AwsCredential): LastUse {
  const uses = [user.passwordLastUsed, user.key1LastUsed, user.key2LastUsed];
  const times = uses.map(instant).filter((time) => time !== null);
  if (times.length > 0) return { at: new Date(Math.max(...times)).toISOString() };
  if (!uses.every((use) => use !== null && never.includes(use))) return null;
  return { neverSince: instant(user.userCreationTime) === null ? null : user.userCreationTime };
}

/** Everybody in Identity Center, with the permission sets that they may take on, and where. */
function* centerAccounts(records: ReadRecords): Iterable<ReviewedAccount> {
  const groups = [...records(identityCenterGroups)];
  const given = new Map<string, AwsIdentityCenterAssignment[]>();
  for (const row of records(identityCenterAssignments)) {
    const rows = given.get(row.principalId);
    if (rows) rows.push(row);
    else given.set(row.principalId, [row]);
  }
  for (const user of records(identityCenterUsers)) {
    const own = groups.filter(({ members }) => members.includes(user.id)).map(({ id }) => id);
    const rows = [user.id, ...own].flatMap((id) => given.get(id) ?? []);
    yield centerAccount(user, rows);
  }
}

function centerAccount(
  user: AwsIdentityCenterUser,
  given: readonly AwsIdentityCenterAssignment[],
): ReviewedAccount {
  const administrator = given.map((row) => row.administrator);
  return {
    id: user.id,
    account: nameOf(user),
    email: normalAddress(user.email ?? '') || null,
    active: user.enabled,
    human: true,
    roles: sorted(given.map(({ permissionSet, permissionSetName }) => permissionSetName ?? permissionSet)),
    privileged: administrator.includes(true) ? true : administrator.includes(null) ? null : false,
    opens: sorted(given.map(({ account }) => account)),
    secondFactor: null,
    lastUse: null,
  };
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted();
}

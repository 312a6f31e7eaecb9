import { type AwsCredential, awsRootName, credentialReport } from '../../evidence/datasets/aws.ts';
import { instant } from '../../judging/instant.ts';
import type { LastUse, ReviewedAccount, ServiceReview } from '../../judging/service-review.ts';

export const awsReview: ServiceReview = {
  datasets: [credentialReport],
  untold: [
    'Which policies and roles an IAM user has is not collected, so nobody but root is known to be privileged.',
    'People who sign in through IAM Identity Center have no line in the credential report.',
  ],
  *accounts(records) {
    for (const user of records(credentialReport)) yield accountOf(user);
  },
};

function accountOf(user: AwsCredential): ReviewedAccount {
  const root = user.user === awsRootName;
  return {
    id: user.arn,
    account: user.user.toLowerCase(),
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

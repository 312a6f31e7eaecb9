import { type GoogleUser, users } from '../../evidence/datasets/google-workspace.ts';
import { normalAddress } from '../../judging/people/address.ts';
import type { LastUse, ReviewedAccount, ServiceReview } from '../../judging/service-review.ts';
import { accountStatus } from './controls/account-status.ts';

export const googleReview: ServiceReview = {
  datasets: [users],
  untold: [
    'Not collected: which privileges a delegated administrator has.',
    'Shared drives and what other applications were allowed are not collected.',
  ],
  *accounts(records) {
    for (const user of records(users)) yield accountOf(user);
  },
};

function accountOf(user: GoogleUser): ReviewedAccount {
  const { isAdmin, isDelegatedAdmin } = user;
  const status = accountStatus(user);
  return {
    id: user.id,
    account: normalAddress(user.primaryEmail),
    email: normalAddress(user.primaryEmail),
    active: status === 'unclear' ? null : status === 'active',
    human: true,
    roles: rolesOf(user),
    privileged:
      isAdmin || isDelegatedAdmin ? true : isAdmin === null || isDelegatedAdmin === null ? null : false,
    opens: null,
    secondFactor: user.isEnrolledIn2Sv,
    lastUse: lastUse(user),
  };
}

function rolesOf({ isAdmin, isDelegatedAdmin, isGuestUser }: GoogleUser): readonly string[] | null {
  const roles = [
    ...(isAdmin ? ['super administrator'] : []),
    ...(isDelegatedAdmin ? ['delegated administrator'] : []),
    ...(isGuestUser ? ['guest'] : []),
  ];
  return roles.length === 0 && (isAdmin === null || isDelegatedAdmin === null) ? null : roles;
}

/** Two answers of Google's that do not go together tell nothing. */
function lastUse({ signedIn, lastLoginTime, creationTime }: GoogleUser): LastUse {
  if (signedIn === true && lastLoginTime !== null) return { at: lastLoginTime };
  return signedIn === false && lastLoginTime === null ? { neverSince: creationTime } : null;
}

import { type Member, membersOf } from '../evidence/datasets/declared.ts';
import type { LastUse, ReviewedAccount, ServiceReview } from '../judging/service-review.ts';
import { emailOf, isActive, subjectOf } from './controls/accounts.ts';
import type { ProviderDeclaration } from './declaration.ts';

/** How the accounts of a declared provider are laid before the person who reviews access. */
export function reviewOf({ id, untold }: Pick<ProviderDeclaration, 'id' | 'untold'>): ServiceReview {
  const dataset = membersOf(id);
  return {
    datasets: [dataset],
    untold,
    *accounts(records) {
      for (const member of records(dataset)) yield reviewed(member);
    },
  };
}

function reviewed(member: Member): ReviewedAccount {
  return {
    id: member.id,
    account: subjectOf(member),
    email: emailOf(member),
    active: isActive(member),
    human: member.service !== true,
    roles: member.roles,
    privileged: member.privileged,
    opens: null,
    secondFactor: member.mfaEnrolled,
    lastUse: lastUseOf(member),
  };
}

function lastUseOf({ lastActiveAt }: Member): LastUse {
  return lastActiveAt === 'never'
    ? { neverSince: null }
    : lastActiveAt === null
      ? null
      : { at: lastActiveAt };
}

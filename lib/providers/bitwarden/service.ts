import { members } from '../../evidence/datasets/bitwarden.ts';
import { normalAddress } from '../../judging/people/address.ts';
import { accountsIn, type Service } from '../../judging/service.ts';
import { bitwardenAccountForEveryEmployee } from './controls/account-for-every-employee.ts';
import { hasAccess, subjectOf } from './controls/accounts.ts';
import { bitwardenMfaEnforced } from './controls/mfa-enforced.ts';
import { bitwardenMfaEnrolled } from './controls/mfa-enrolled.ts';
import { sharedCollectionsHaveABackup } from './controls/shared-collections-have-a-backup.ts';
import { sharedCollectionsNeedToKnow } from './controls/shared-collections-need-to-know.ts';
import { bitwardenReview } from './review.ts';

export const bitwarden: Service = {
  provider: 'bitwarden',
  controls: [
    bitwardenAccountForEveryEmployee,
    bitwardenMfaEnforced,
    bitwardenMfaEnrolled,
    sharedCollectionsHaveABackup,
    sharedCollectionsNeedToKnow,
  ],
  accounts: [
    accountsIn(members, (member) => ({
      id: member.id,
      account: subjectOf(member),
      email: normalAddress(member.email ?? '') || null,
      active: hasAccess(member),
      human: true,
    })),
  ],
  review: bitwardenReview,
};

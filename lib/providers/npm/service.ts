import { members } from '../../evidence/datasets/npm.ts';
import { normalAddress } from '../../judging/people/address.ts';
import { accountsIn, type Service } from '../../judging/service.ts';
import { npmMfaRequired } from './controls/mfa-required.ts';
import { npmMoreThanOneOwner } from './controls/more-than-one-owner.ts';
import { npmReview } from './review.ts';

export const npm: Service = {
  provider: 'npm',
  controls: [npmMfaRequired, npmMoreThanOneOwner],
  accounts: [
    accountsIn(members, ({ name }) => ({
      id: name,
      account: normalAddress(name),
      email: null,
      active: true,
      human: true,
    })),
  ],
  review: npmReview,
};

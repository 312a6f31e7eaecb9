import type { NpmMember } from '../../evidence/records/npm.ts';
import { normalAddress } from '../people/address.ts';
import { accountsIn, type Service } from '../service.ts';
import { npmMfaRequired } from './mfa-required.ts';
import { npmMoreThanOneOwner } from './more-than-one-owner.ts';

export const npm: Service = {
  provider: 'npm',
  controls: [npmMfaRequired, npmMoreThanOneOwner],
  accounts: [
    accountsIn<NpmMember>('npm', 'members', ({ name }) => ({
      account: normalAddress(name),
      email: null,
      active: true,
      human: true,
    })),
  ],
};

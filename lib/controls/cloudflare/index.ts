import type { CloudflareMember } from '../../evidence/records/cloudflare.ts';
import { normalAddress } from '../people/address.ts';
import { accountsIn, type Service } from '../service.ts';
import { hasAccess, subjectOf } from './accounts.ts';
import { cloudflareMfaEnrolled } from './mfa-enrolled.ts';
import { cloudflareMfaRequired } from './mfa-required.ts';

export const cloudflare: Service = {
  provider: 'cloudflare',
  controls: [cloudflareMfaEnrolled, cloudflareMfaRequired],
  accounts: [
    accountsIn<CloudflareMember>('cloudflare', 'members', (member) => ({
      account: subjectOf(member),
      email: normalAddress(member.email ?? '') || null,
      active: hasAccess(member),
      human: true,
    })),
  ],
};

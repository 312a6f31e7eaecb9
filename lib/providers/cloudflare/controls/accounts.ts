import type { CloudflareMember } from '../../../evidence/datasets/cloudflare.ts';
import { normalAddress } from '../../../judging/people/address.ts';

/** Whether a member has access; null when Cloudflare does not say what became of the invitation. */
export function hasAccess({ status }: CloudflareMember): boolean | null {
  if (status === 'accepted') return true;
  return status === 'pending' || status === 'rejected' ? false : null;
}

/** What findings call a member: the address in comparable form, or the membership's id where there is none. */
export function subjectOf({ email, id }: CloudflareMember): string {
  return normalAddress(email ?? '') || id;
}

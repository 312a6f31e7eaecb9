import type { Member } from '../../evidence/datasets/declared.ts';
import { normalAddress } from '../../judging/people/address.ts';
import type { ServiceAccount } from '../../judging/service.ts';

/** What findings call a member: the address in comparable form, else the login, else the id. */
export function subjectOf({ email, id, login }: Member): string {
  return normalAddress(email ?? '') || normalAddress(login ?? '') || id;
}

export function emailOf({ email }: Member): string | null {
  return normalAddress(email ?? '') || null;
}

/** Null where the provider does not say in which state somebody is. */
export function isActive({ state }: Member): boolean | null {
  return state === null ? null : state === 'active';
}

export function accountOf(member: Member): ServiceAccount {
  return {
    id: member.id,
    account: subjectOf(member),
    email: emailOf(member),
    active: isActive(member),
    human: member.service === null ? null : !member.service,
  };
}

/** Whether a verdict is about this member: nobody who is only invited, or disabled, or nobody at all. */
export function isJudged(member: Member): boolean {
  return isActive(member) !== false && member.service !== true;
}

/** What is not known of a member of whom it is not sure that it is an active person; null where it is. */
export function doubtOf({ service, state }: Member): string | null {
  if (state === null) return 'whether this account is active';
  return service === null ? 'whether this account is a person’s' : null;
}

import { type BitwardenMember, isOpenStatus } from '../../../evidence/datasets/bitwarden.ts';
import { normalAddress } from '../../../judging/people/address.ts';

/**
 * Whether a member may open what was assigned: only who is confirmed may. Whoever was invited or has accepted waits for it,
 * and whoever was revoked lost it. Null where Bitwarden gives no status, or one that we do not know.
 */
export function hasAccess({ status }: Pick<BitwardenMember, 'status'>): boolean | null {
  return isOpenStatus(status);
}

/** What findings call a member: the address in comparable form, or the membership's id where there is none. */
export function subjectOf({ email, id }: Pick<BitwardenMember, 'email' | 'id'>): string {
  return normalAddress(email ?? '') || id;
}

/** Rights of a custom role by which it may open collections that were not assigned to it. */
const opening: ReadonlySet<string> = new Set([
  'accessImportExport',
  'deleteAnyCollection',
  'editAnyCollection',
]);

/**
 * Why a member may open every collection, as words such as `an owner`; null where they may not. Owners and administrators do
 * where a setting says so that no API tells; a role that is not told, or that we do not know, may be any.
 */
export function mayOpenAll({
  permissions,
  type,
}: Pick<BitwardenMember, 'permissions' | 'type'>): string | null {
  switch (type) {
    case 'user':
    case 'manager':
      return null;
    case 'owner':
      return 'an owner';
    case 'admin':
      return 'an administrator';
    case 'custom':
      return permissions === null || permissions.some((name) => opening.has(name))
        ? 'of a custom role'
        : null;
    default:
      return type === null ? 'of a role that is not stated' : 'of a role that is not known';
  }
}

/** Whether Bitwarden's policies hold for a member for certain: owners, administrators and some custom roles may be exempt. */
export function isBound({ type }: Pick<BitwardenMember, 'type'>): boolean {
  return type === 'user' || type === 'manager';
}

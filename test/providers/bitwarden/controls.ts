import type {
  BitwardenAccess,
  BitwardenCollection,
  BitwardenMember,
  BitwardenPolicy,
} from '../../../lib/evidence/datasets/bitwarden.ts';
import type { Part } from '../../controls/people/world.ts';

export function member(name: string, more: Partial<BitwardenMember> = {}): BitwardenMember {
  return {
    accessAll: null,
    email: `${name}@example.com`,
    externalId: null,
    id: `m-${name}`,
    permissions: null,
    status: 'confirmed',
    twoFactorEnabled: true,
    type: 'user',
    userId: `u-${name}`,
    ...more,
  };
}

export const web: BitwardenCollection = { externalId: 'web', id: 'c-web' };

/** That the collection was assigned to a member. */
export function given(name: string, more: Partial<BitwardenAccess> = {}): BitwardenAccess {
  return {
    accessorId: `m-${name}`,
    accessorType: 'member',
    collectionId: web.id,
    email: `${name}@example.com`,
    externalId: null,
    hidePasswords: false,
    manage: false,
    members: null,
    name: null,
    readOnly: false,
    status: 'confirmed',
    ...more,
  };
}

/** That it was assigned to a group; null where its people are not told. */
export function group(names: readonly string[] | null, more: Partial<BitwardenAccess> = {}): BitwardenAccess {
  const members =
    names?.map((name) => ({ email: `${name}@example.com`, id: `m-${name}`, status: 'confirmed' })) ?? null;
  return given('', {
    accessorId: 'g-ops',
    accessorType: 'group',
    email: null,
    members,
    name: 'Ops',
    status: null,
    ...more,
  });
}

export function policy(type: number | null, enabled: boolean | null): BitwardenPolicy {
  return { enabled, id: `p-${type}`, type };
}

export function part(dataset: string, rows: readonly unknown[], more: Partial<Part> = {}): Part {
  return { provider: 'bitwarden', connection: 'bitwarden', dataset, rows, ...more };
}

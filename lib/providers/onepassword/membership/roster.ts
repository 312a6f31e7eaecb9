import type {
  OnePasswordAccess,
  OnePasswordEvent,
  OnePasswordKind,
  OnePasswordUser,
} from '../../../evidence/datasets/onepassword.ts';
import type { Baseline, BaselineGroup } from './state.ts';

/** What somebody is called, what they are, and in which state they were last seen. */
export interface Someone {
  readonly email: string | null;
  readonly kind: OnePasswordKind;
  readonly name: string | null;
  readonly state: string | null;
}

/** Everybody and every group that the baseline, events or the list of users name. */
export interface Roster {
  readonly people: ReadonlyMap<string, Someone>;
  readonly groups: ReadonlyMap<string, BaselineGroup>;
  /** Those whom the list of users alone names: they had nothing in the baseline, and no event gave them anything since. */
  readonly idle: ReadonlySet<string>;
}

export function rosterOf(
  { access, groups }: Baseline,
  events: readonly OnePasswordEvent[],
  users: readonly OnePasswordUser[],
): Roster {
  const people = new Map<string, Someone>();
  // A person of whom nothing else is told; a guest or a member, which makes no difference to having a vault.
  const note = (id: string, email: string | null, kind: OnePasswordKind) => {
    if (!people.has(id)) people.set(id, { email, kind, name: null, state: null });
  };
  for (const row of access) if (row.accessorType !== 'group') people.set(row.accessorId, row);
  for (const members of [...access, ...groups].map(({ members }) => members ?? []))
    for (const member of members)
      if (!people.has(member.id)) people.set(member.id, { ...member, name: null });
  const named = events.flatMap(namedIn);
  const held = new Set([...people.keys(), ...named.map(({ id }) => id)]);
  for (const { email, id, kind } of named) note(id, email, kind);
  for (const { email, id } of users) note(id, email, kindOf(email));
  return {
    people,
    groups: new Map([...groupsIn(access), ...groups.map((one) => [one.id, one] as const)]),
    idle: new Set(users.flatMap(({ id }) => (held.has(id) ? [] : [id]))),
  };
}

interface Named {
  readonly id: string;
  readonly email: string | null;
  readonly kind: OnePasswordKind;
}

function namedIn({ auxEmail, auxId, objectId, objectType }: OnePasswordEvent): readonly Named[] {
  if ((objectType === 'uva' || objectType === 'gm') && auxId !== null)
    return [{ id: auxId, email: auxEmail, kind: kindOf(auxEmail) }];
  if (objectId === null) return [];
  if (objectType === 'user') return [{ id: objectId, email: null, kind: 'person' }];
  return objectType === 'sa' || objectType === 'satoken'
    ? [{ id: objectId, email: null, kind: 'service' }]
    : [];
}

function kindOf(email: string | null): OnePasswordKind {
  return /@1passwordserviceaccounts\.(com|ca|eu)$/i.test(email?.trim() ?? '') ? 'service' : 'person';
}

/** Groups that stand in an access list alone. */
function groupsIn(access: readonly OnePasswordAccess[]): readonly (readonly [string, BaselineGroup])[] {
  return access.flatMap(({ accessorId: id, accessorType, groupType, members, name, state }) =>
    accessorType === 'group' ? [[id, { id, name, type: groupType, state, members }] as const] : [],
  );
}

/** Kinds of groups that nobody gets into but by a person's doing. */
const byHand: ReadonlySet<string> = new Set([
  'USER_DEFINED',
  'OWNERS',
  'ADMINISTRATORS',
  'RECOVERY',
  'SECURITY',
]);

/** Whether 1Password may put newcomers into a group by itself, as into Team Members. A kind that is not told may be such. */
export function isAutomatic(group: BaselineGroup | undefined): boolean {
  return !byHand.has(group?.type ?? '');
}

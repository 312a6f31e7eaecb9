import { bareId, type Clause, type Condition, clausesOf, conditionOf } from './query.ts';

/** What a policy calls the group of everybody who holds an admin role. */
export const allAdmins = 'WORKSPACE_ALL_ADMIN_GROUP';

/** Where a policy is set, by its own fields. */
export interface TargetFields {
  readonly group: string | null;
  readonly orgUnit: string | null;
  readonly query: string | null;
}

/** Whom a policy is for: a person to whom `fields` and `query` both apply. */
export interface Target {
  /** What its own fields name: a unit, a group, both or neither. Google fills them in from the query. */
  readonly fields: Condition | null;
  /** Null for a policy without a query: its fields say it all. */
  readonly query: Condition | null;
  /** Ids of the units that it is for by either. */
  readonly units: ReadonlySet<string>;
  /** Ids of all groups that decide about it, those whose members it is not for among them. */
  readonly groups: ReadonlySet<string>;
  /** Whether it is for a group. */
  readonly forGroup: boolean;
  /** Why nobody can tell whom it is for; null where that can be told. */
  readonly unclear: string | null;
}

export function targetOf({ group, orgUnit, query: text }: TargetFields): Target {
  const named = [
    ...(orgUnit ? [{ kind: 'unit', id: bareId(orgUnit) } as const] : []),
    ...(group ? [{ kind: 'group', id: bareId(group) } as const] : []),
  ];
  const read = conditionOf(text);
  // How a query spells the group of all admins is not documented; the policy's own field says it.
  const query = read && group === allAdmins ? ofAdmins(read) : read;
  const clauses = query ? clausesOf(query) : [];
  const fields = (kind: Place['kind']) => named.filter((one) => one.kind === kind);
  return {
    fields: named.length > 0 ? { kind: 'all', of: named } : null,
    query,
    units: idsOf([...fields('unit'), ...placesIn(clauses, 'unit', false)]),
    groups: idsOf([...fields('group'), ...placesIn(clauses, 'group')]),
    forGroup: fields('group').length > 0 || placesIn(clauses, 'group', false).length > 0,
    unclear: unclear(named, query, clauses),
  };
}

type Place = Extract<Condition, { readonly id: string }>;

function placesIn(clauses: readonly Clause[], kind: Place['kind'], denied?: boolean): readonly Place[] {
  return clauses.flatMap(({ clause, denied: isDenied }) =>
    clause.kind === kind && (denied === undefined || denied === isDenied) ? [clause] : [],
  );
}

function idsOf(places: readonly Place[]): ReadonlySet<string> {
  return new Set(places.map(({ id }) => id));
}

function ofAdmins(condition: Condition): Condition {
  switch (condition.kind) {
    case 'group':
      return { kind: 'group', id: allAdmins };
    case 'not':
      return { kind: 'not', of: ofAdmins(condition.of) };
    case 'all':
    case 'any':
      return { kind: condition.kind, of: condition.of.map(ofAdmins) };
    default:
      return condition;
  }
}

/** A field is there only where it holds for the whole of the query, so that the two cannot name different places. */
function unclear(
  named: readonly Place[],
  query: Condition | null,
  clauses: readonly Clause[],
): string | null {
  if (named.length === 0 && !query) return 'it names neither a unit nor a group';
  if (clauses.some(({ clause }) => clause.kind === 'unread' && clause.placed))
    return 'its query names units or groups in a way that Google does not document';
  const strange = named.some(
    ({ id, kind }) =>
      placesIn(clauses, kind, false).some((one) => one.id !== id) ||
      placesIn(clauses, kind, true).some((one) => one.id === id),
  );
  return strange ? 'its query names other units or groups than the policy' : null;
}

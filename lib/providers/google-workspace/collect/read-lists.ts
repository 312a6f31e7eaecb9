import type { GoogleOrgUnit, GooglePolicy, GoogleUser } from '../../../evidence/datasets/google-workspace.ts';
import { isObject } from '../../read-fields.ts';
import type { Reading } from '../../reader.ts';
import { type Faults, withFaults } from './faults.ts';
import { askOrgUnits, askPolicies, askUsers, type GoogleQuestion, type Place } from './questions.ts';
import { readOrgUnit, readPolicy, readUser } from './schema.ts';

/** What one dataset tells the next. */
export interface Learned {
  /** The customer's id, once an answer held it. */
  tenantId: string | null;
  /** Ids of groups that policies name. */
  readonly policyGroups: Set<string>;
}

export function readUsers(place: Place, learned: Learned): Reading<GoogleUser, GoogleQuestion> {
  return withFaults((faults) =>
    askUsers(place, function* ({ items }) {
      learned.tenantId ??= customerOf(items[0], 'customerId');
      yield { records: rowsOf(items, readUser, faults) };
    }),
  );
}

export function readOrgUnits(place: Place): Reading<GoogleOrgUnit, GoogleQuestion> {
  return withFaults(function* (faults): Reading<GoogleOrgUnit, GoogleQuestion> {
    const { items } = yield* askOrgUnits(place);
    yield { records: rowsOf(items, readOrgUnit, faults) };
  });
}

export function readPolicies(place: Place, learned: Learned): Reading<GooglePolicy, GoogleQuestion> {
  return withFaults((faults) =>
    askPolicies(place, function* ({ items }) {
      learned.tenantId ??= customerOf(items[0], 'customer');
      const policies = rowsOf(items, readPolicy, faults);
      for (const { group } of policies) if (group && !isLiteral(group)) learned.policyGroups.add(group);
      yield { records: policies };
    }),
  );
}

/** The rows of a page; what `read` turns down is left out, and `read` has said why. */
export function rowsOf<Row>(
  items: readonly unknown[],
  read: (raw: unknown, faults: Faults) => Row | null,
  faults: Faults,
): Row[] {
  const rows: Row[] = [];
  for (const item of items) {
    const row = read(item, faults);
    if (row !== null) rows.push(row);
  }
  return rows;
}

/** Google's names for sets of people that are no group one could ask for, such as `WORKSPACE_ALL_ADMIN_GROUP`. */
function isLiteral(group: string): boolean {
  return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(group);
}

function customerOf(item: unknown, field: string): string | null {
  const value = isObject(item) ? item[field] : null;
  return typeof value === 'string' && value !== '' ? value.replace(/^customers\//, '') : null;
}

import { targetOf } from '../../../evidence/datasets/google-policy/target.ts';
import type { GoogleOrgUnit, GooglePolicy, GoogleUser } from '../../../evidence/datasets/google-workspace.ts';
import type { Problem } from '../../../evidence/problem.ts';
import { isObject } from '../../read-fields.ts';
import type { Reading } from '../../reader.ts';
import { type Faults, withFaults } from './faults.ts';
import {
  type GoogleRequest,
  type Place,
  requestOrgUnits,
  requestPolicies,
  requestUsers,
} from './requests.ts';
import { readOrgUnit, readPolicy, readUser } from './schema.ts';
import type { Tenant } from './tenant.ts';

/** What one dataset tells the next. */
export interface Learned {
  /** Ids of groups that policies name. */
  readonly policyGroups: Set<string>;
}

export function readUsers(place: Place): Reading<GoogleUser, GoogleRequest> {
  return withFaults((faults) =>
    requestUsers(place, function* ({ items }) {
      const ours = ofTenant(items, place.tenant, 'customerId', faults);
      yield { records: rowsOf(ours, readUser, faults) };
    }),
  );
}

export function readOrgUnits(place: Place): Reading<GoogleOrgUnit, GoogleRequest> {
  return withFaults(function* (faults): Reading<GoogleOrgUnit, GoogleRequest> {
    const { items } = yield* requestOrgUnits(place);
    yield { records: rowsOf(items, readOrgUnit, faults) };
  });
}

/** Every customer has policies that Google made, so that a list without any is one that is not shown. */
export function readPolicies(place: Place, learned: Learned): Reading<GooglePolicy, GoogleRequest> {
  return withFaults(function* (faults): Reading<GooglePolicy, GoogleRequest> {
    let shown = false;
    const noted = noting(faults, () => {
      shown = true;
    });
    yield* requestPolicies<GooglePolicy>(place, function* ({ items }) {
      const policies = rowsOf(ofTenant(items, place.tenant, 'customer', noted), readPolicy, noted);
      shown ||= policies.length > 0;
      for (const policy of policies)
        for (const group of targetOf(policy).groups) if (!isLiteral(group)) learned.policyGroups.add(group);
      yield { records: policies };
    });
    if (!shown) yield { problem: policiesNotShown };
  });
}

/** Tells that there was a faulty record as well. */
function noting({ dropped, wrong }: Faults, note: () => void): Faults {
  return {
    wrong: (record, fields) => {
      note();
      wrong(record, fields);
    },
    dropped: (record, why) => {
      note();
      dropped(record, why);
    },
  };
}

/** The same at night and in `doctor`. */
export const policiesNotShown: Problem = {
  code: 'not-visible',
  message:
    'Google answers with no policy of 2-step verification at all, and every customer has those that Google made: they are not shown. Name a super admin of this customer as subject:.',
};

/** The records of a page that are this customer's, or do not say whose they are. */
export function ofTenant(
  items: readonly unknown[],
  tenant: Tenant,
  field: 'customer' | 'customerId',
  faults: Faults,
): readonly unknown[] {
  return items.filter((item) => {
    const named = isObject(item) ? item[field] : null;
    if (typeof named !== 'string' || named === '') return true;
    const customer = named.replace(/^customers\//, '');
    if (tenant.claims(customer)) return true;
    faults.dropped(nameOf(item), `of customer ${customer}, where ${tenant.id} is asked for`);
    return false;
  });
}

function nameOf(item: unknown): string {
  const { id, name, primaryEmail } = isObject(item) ? item : {};
  return String(primaryEmail ?? name ?? id ?? 'a record of unknown id');
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

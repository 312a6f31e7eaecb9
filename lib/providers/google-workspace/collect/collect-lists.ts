import type { GoogleOrgUnit, GooglePolicy, GoogleUser } from '../../../evidence/datasets/google-workspace.ts';
import type { DatasetSink } from '../../provider.ts';
import { isObject } from '../../read-fields.ts';
import type { GoogleClient } from './client.ts';
import { type Faults, withFaults } from './faults.ts';
import { readOrgUnit, readPolicy, readUser } from './schema.ts';

/** What one dataset tells the next. */
export interface Learned {
  /** The customer's id, once an answer held it. */
  tenantId: string | null;
  /** Ids of groups that policies name. */
  readonly policyGroups: Set<string>;
}

export async function collectUsers(client: GoogleClient, sink: DatasetSink<GoogleUser>, learned: Learned) {
  await withFaults(sink, async (faults) => {
    for await (const { items } of client.users()) {
      learned.tenantId ??= customerOf(items[0], 'customerId');
      await sink.add(rowsOf(items, readUser, faults));
    }
  });
}

export async function collectOrgUnits(client: GoogleClient, sink: DatasetSink<GoogleOrgUnit>) {
  await withFaults(sink, async (faults) => {
    const { items } = await client.orgUnits();
    await sink.add(rowsOf(items, readOrgUnit, faults));
  });
}

export async function collectPolicies(
  client: GoogleClient,
  sink: DatasetSink<GooglePolicy>,
  learned: Learned,
) {
  await withFaults(sink, async (faults) => {
    for await (const { items } of client.policies()) {
      learned.tenantId ??= customerOf(items[0], 'customer');
      const policies = rowsOf(items, readPolicy, faults);
      for (const { group } of policies) if (group && !isLiteral(group)) learned.policyGroups.add(group);
      await sink.add(policies);
    }
  });
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

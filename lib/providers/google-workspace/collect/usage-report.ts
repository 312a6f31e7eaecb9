import type { GoogleUsage } from '../../../evidence/datasets/google-workspace.ts';
import { CollectError } from '../../../evidence/problem.ts';
import { isObject, type Raw } from '../../read-fields.ts';
import type { Tenant } from './tenant.ts';

type Counts = Pick<GoogleUsage, 'archived' | 'suspended' | 'users'>;

const names: Readonly<Record<keyof Counts, string>> = {
  users: 'accounts:num_users',
  suspended: 'accounts:num_suspended_users',
  archived: 'accounts:num_archived_users',
};

export const usageNames: readonly string[] = Object.values(names);

/** What a report says; null for a day that is not ready: without a report, or with a warning that data is missing. */
export function readUsageReport(
  response: unknown,
  date: string,
  tenant: Tenant,
): { readonly counts: Counts; readonly missing: readonly string[] } | null {
  if (response === null) return null;
  const where = `Google's usage report of ${date}`;
  if (!isObject(response)) throw malformed(where, 'is not a JSON object');
  const { usageReports = [], warnings = [] } = response;
  if (!Array.isArray(usageReports) || !Array.isArray(warnings))
    throw malformed(where, 'holds no list of reports');
  if (warnings.length > 0) return null;
  if (usageReports.length === 0) {
    if (response.kind !== 'admin#reports#usageReports')
      throw malformed(where, 'is not an answer of Google’s');
    return null;
  }
  const [report] = usageReports;
  const fault = faultIn(report, usageReports.length, date, tenant);
  if (fault !== null || !isObject(report)) throw malformed(where, fault ?? 'holds no report');
  const values = valuesIn(report, where);
  const counts: Counts = {
    archived: values.get(names.archived) ?? null,
    suspended: values.get(names.suspended) ?? null,
    users: values.get(names.users) ?? null,
  };
  // Without the number of those that are archived, the others can be compared.
  const missing = [names.users, names.suspended].filter((name) => !values.has(name));
  return { counts, missing };
}

function faultIn(report: unknown, reports: number, date: string, tenant: Tenant): string | null {
  if (reports !== 1) return 'holds more than one report of a day';
  if (!isObject(report) || !isObject(report.entity)) return 'holds no report';
  if (report.date !== date) return `is of ${String(report.date)}`;
  if (report.entity.type !== 'CUSTOMER') return 'is not of a customer';
  const { customerId } = report.entity;
  if (typeof customerId !== 'string') return 'names no customer';
  return tenant.claims(customerId) ? null : `is of customer ${customerId}, where ${tenant.id} is asked for`;
}

/** Google writes numbers as text. */
function valuesIn({ parameters }: Raw, where: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const one of Array.isArray(parameters) ? parameters.filter(isObject) : []) {
    const { intValue, name } = one;
    if (typeof name !== 'string' || intValue === undefined || intValue === null) continue;
    if (!/^\d{1,15}$/.test(String(intValue))) throw malformed(where, `has ${name} that is no count`);
    if (found.has(name)) throw malformed(where, `says ${name} twice`);
    found.set(name, Number(intValue));
  }
  return found;
}

function malformed(where: string, what: string): CollectError {
  return new CollectError('malformed', `${where} ${what}. Look at the raw answer.`);
}

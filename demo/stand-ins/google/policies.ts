import type { Hono } from 'hono';
import type { Ask, Surroundings } from '../serve/stand-in.ts';
import { answerListing, knownFields } from './listing.ts';
import { type Guard, refusalFor } from './permission.ts';
import { googleRefusal } from './refusals.ts';

const parameters = ['filter', 'pageSize', 'pageToken', 'fields', 'alt', 'prettyPrint', 'key', 'quotaUser'];

const known = knownFields(
  'nextPageToken,policies(name,customer,type,policyQuery(query,orgUnit,group,sortOrder),setting)',
);

/** Cloud Identity's Policy API, which answers super administrators only. */
export function policyRoutes(app: Hono<Surroundings>, guard: Guard): void {
  app.get('/v1/policies', (ask) => listPolicies(ask, guard));
}

function listPolicies(ask: Ask, guard: Guard): Response {
  const scopes = ['cloud-identity.policies.readonly', 'cloud-identity.policies'];
  const refusal = refusalFor(ask, guard, { scopes, role: 'super-admin' });
  if (refusal) return refusal;
  const stranger = Object.keys(ask.req.query()).find((name) => !parameters.includes(name));
  if (stranger) return invalid(ask, `Invalid JSON payload received. Unknown name "${stranger}".`);
  const filter = readFilter(ask.req.query('filter'));
  if (!filter) return invalid(ask, 'Request contains an invalid filter.');
  const { policies, customerId } = guard.world();
  if (filter.customer !== null && filter.customer !== 'my_customer' && filter.customer !== customerId)
    return ask.json(googleRefusal(403, ask.req.path), 403);
  const items = policies
    .filter((policy) => filter.matches(policy.setting.type))
    .map((policy) => ({ ...policy, customer: `customers/${customerId}` }));
  return answerListing(ask, {
    field: 'policies',
    items,
    sizeName: 'pageSize',
    standardSize: 50,
    largestSize: 100,
    beside: {},
    known,
  });
}

function invalid(ask: Ask, message: string): Response {
  return ask.json(googleRefusal(400, ask.req.path, message), 400);
}

export interface PolicyFilter {
  /** Without `customers/`; null for the customer of whoever asks. */
  readonly customer: string | null;
  matches(type: string): boolean;
}

/**
 * Reads `customer == "customers/…"` and `setting.type.matches('…')`, one of each at the most, joined by `&&`; in the place
 * of the second several of its kind joined by `||`, in parentheses. Null when the filter is wrong.
 */
export function readFilter(filter: string | undefined): PolicyFilter | null {
  const clauses = filter ? split(filter, '&&') : [];
  const customers = clauses.flatMap((clause) => customerIn(clause) ?? []);
  const types = clauses.filter((clause) => customerIn(clause) === null).map(readTypes);
  if (customers.length > 1 || types.length > 1) return null;
  const [matches = () => true] = types;
  return matches && { customer: customers[0] ?? null, matches };
}

function customerIn(clause: string): string | null {
  return /^\s*customer\s*==\s*(["'])customers\/(\w+)\1\s*$/.exec(clause)?.[2] ?? null;
}

type Matches = PolicyFilter['matches'];

function readTypes(clause: string): Matches | null {
  const inner = /^\s*\((.*)\)\s*$/.exec(clause)?.[1];
  const some = (inner === undefined ? [clause] : split(inner, '||')).map(readType);
  return some.includes(null) ? null : (type) => some.some((matches) => matches?.(type));
}

/**
 * Reads `setting.type.matches('…')`. The pattern is RE2's: no look-around and no back-reference, tried anywhere in the
 * text.
 */
function readType(clause: string): Matches | null {
  const quoted = /^\s*setting\.type\.matches\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*\)\s*$/.exec(
    clause,
  );
  if (!quoted) return null;
  const pattern = (quoted[1] ?? quoted[2] ?? '').replaceAll(/\\([\\'"])/g, '$1');
  if (/\(\?[=!<]|\\[1-9]/.test(pattern)) return null;
  try {
    const expression = new RegExp(pattern);
    return (type) => expression.test(type);
  } catch {
    return null;
  }
}

/** Cuts at a sign, but not in quotes or parentheses. */
function split(text: string, sign: '&&' | '||'): string[] {
  const parts = [''];
  const pieces = text.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|&&|\|\||[\s\S]/g) ?? [];
  let depth = 0;
  for (const piece of pieces) {
    depth += piece === '(' ? 1 : piece === ')' ? -1 : 0;
    if (piece === sign && depth === 0) parts.push('');
    else parts.push(`${parts.pop()}${piece}`);
  }
  return parts;
}

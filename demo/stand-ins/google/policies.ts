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
  const matches = readFilter(ask.req.query('filter'));
  if (!matches) return invalid(ask, 'Request contains an invalid filter.');
  const { policies, customerId } = guard.world();
  const items = policies
    .filter((policy) => matches(policy.setting.type))
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

/**
 * Reads `setting.type.matches('…')`, the one filter that the stand-in knows. The pattern is RE2's: no look-around
 * and no back-reference, tried anywhere in the text. Null when the filter is wrong.
 */
export function readFilter(filter: string | undefined): ((type: string) => boolean) | null {
  if (!filter) return () => true;
  const quoted = /^\s*setting\.type\.matches\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*\)\s*$/.exec(
    filter,
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

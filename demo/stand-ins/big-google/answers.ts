import { applyMask, type Mask, parseMask } from '../google/field-mask.ts';
import { bigUser, unitPaths } from './user.ts';

const masks = new Map<string, Mask>();

/** The body that answers a request; null when there is nothing at its path. */
export function bigAnswer(url: URL, users: number): string | null {
  const path = url.pathname;
  if (path === '/token') return token;
  if (path === '/v1/policies') return policies;
  if (path === '/admin/directory/v1/users') return usersPage(url.searchParams, users);
  if (path === '/admin/directory/v1/groups') return '{"kind":"admin#directory#groups"}';
  return path.endsWith('/orgunits') ? orgUnits : null;
}

/** A page's token is the index of its first user. */
function usersPage(query: URLSearchParams, users: number): string {
  const from = Number(query.get('pageToken') ?? 0);
  const size = Math.min(Number(query.get('maxResults') ?? 100), 500);
  const to = Math.min(users, from + size);
  const page = {
    kind: 'admin#directory#users',
    ...(to > from ? { users: Array.from({ length: to - from }, (_, index) => bigUser(from + index)) } : {}),
    ...(to < users ? { nextPageToken: String(to) } : {}),
  };
  return JSON.stringify(applyMask(maskFor(query.get('fields')), page));
}

/** The same mask comes with every page. */
function maskFor(text: string | null): Mask {
  const known = masks.get(text ?? '');
  if (known) return known;
  const mask = (text && parseMask(text)) || new Map();
  masks.set(text ?? '', mask);
  return mask;
}

const token = JSON.stringify({ access_token: 'ya29.big-stand-in', token_type: 'Bearer', expires_in: 3599 });

const rootId = '03bigroot000001';

const orgUnits = JSON.stringify({
  kind: 'admin#directory#orgUnits',
  organizationUnits: unitPaths.map((path, index) => ({
    kind: 'admin#directory#orgUnit',
    name: path === '/' ? 'big.example' : path.slice(1),
    orgUnitPath: path,
    orgUnitId: path === '/' ? `id:${rootId}` : `id:03bigunit00000${index}`,
    ...(path === '/' ? {} : { parentOrgUnitPath: '/', parentOrgUnitId: `id:${rootId}` }),
  })),
});

const policies = JSON.stringify({
  policies: [
    policy('enrollment', { allowEnrollment: true }),
    policy('enforcement', { enforcedFrom: '2024-02-16T22:00:00Z' }),
    policy('grace_period', { enrollmentGracePeriod: '604800s' }),
    policy('enforcement_factor', { allowedSignInFactorSet: 'NO_TELEPHONY' }),
  ],
});

function policy(setting: string, value: object): object {
  return {
    name: `policies/big-${setting}`,
    customer: 'customers/C0big',
    policyQuery: {
      query: `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('${rootId}'))`,
      orgUnit: `orgUnits/${rootId}`,
      sortOrder: 101,
    },
    setting: { type: `settings/security.two_step_verification_${setting}`, value },
    type: 'ADMIN',
  };
}

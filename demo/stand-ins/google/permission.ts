import type { Ask } from '../serve/stand-in.ts';
import { directoryRefusal, googleRefusal, missingScope } from './refusals.ts';
import { findUser } from './sign-in.ts';
import type { Tokens } from './tokens.ts';
import type { GoogleWorld } from './world.ts';

const prefix = 'https://www.googleapis.com/auth/';

/** The scopes that a read-only collector asks for. */
export const readOnlyScopes = [
  `${prefix}admin.directory.user.readonly`,
  `${prefix}admin.directory.orgunit.readonly`,
  `${prefix}admin.directory.group.readonly`,
  `${prefix}cloud-identity.policies.readonly`,
] as const;

/** The scope of the logs, which is asked for apart. */
export const auditScope = `${prefix}admin.reports.audit.readonly`;

/** The scope of Google's own totals, likewise. */
export const usageScope = `${prefix}admin.reports.usage.readonly`;

export interface Guard {
  readonly world: () => GoogleWorld;
  readonly tokens: Tokens;
  /** Requests that may be made in a minute, by API; none given, none counted. */
  readonly quota: (api: 'directory' | 'policies') => boolean;
}

/** What a call asks of its caller: one of these scopes (short names), and how much of an administrator. */
export interface Demand {
  readonly scopes: readonly string[];
  readonly role: 'admin' | 'super-admin';
}

/** The refusal that the caller has earned, or null when the call may go on. */
export function refusalFor(ask: Ask, guard: Guard, { scopes, role }: Demand): Response | null {
  const { path } = ask.req;
  const grant = guard.tokens.of(ask);
  if (grant?.kind !== 'access') return ask.json(googleRefusal(401, path), 401);
  if (!scopes.some((scope) => grant.scopes.includes(prefix + scope)))
    return ask.json(missingScope(path), 403);
  const subject = grant.subject ? findUser(guard.world(), grant.subject) : undefined;
  const allowed = subject?.isAdmin === true || (role === 'admin' && subject?.isDelegatedAdmin === true);
  if (!allowed) return ask.json(googleRefusal(403, path), 403);
  return overQuota(ask, guard);
}

/** The two APIs word it differently: Directory with 403 and a reason, the Policy API with 429. */
function overQuota(ask: Ask, { quota }: Guard): Response | null {
  const directory = ask.req.path.startsWith('/admin/');
  if (quota(directory ? 'directory' : 'policies')) return null;
  return directory
    ? ask.json(directoryRefusal(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded'), 403)
    : ask.json(googleRefusal(429, ask.req.path, "Quota exceeded for quota metric 'Read requests'"), 429);
}

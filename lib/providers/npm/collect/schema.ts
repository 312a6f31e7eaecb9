import * as z from 'zod/mini';
import type { NpmMember, NpmPackage, NpmToken } from '../../../evidence/datasets/npm.ts';
import { CollectError } from '../../../evidence/problem.ts';

/** What came, and what of it is not as npm documents it. */
export interface Read<Row> {
  readonly rows: readonly Row[];
  /** Names of entries whose word is not known; their word is null in the record. */
  readonly wrong: readonly string[];
}

const roles = ['admin', 'developer', 'owner'] as const;
const permissions = ['read', 'write'] as const;

/** Throws `malformed` for what is no list of members, and `not-visible` for one without anybody. */
export function readMembers(response: unknown, org: string): Read<NpmMember> {
  const { rows, wrong } = readRoles(response, roles, 'members');
  if (rows.length === 0)
    throw new CollectError(
      'not-visible',
      `npm names no member of ${org}, and an organization always has an owner. Check that the token may read this organization.`,
    );
  return { rows: rows.map(([name, role]) => ({ name, role })), wrong };
}

/** Throws `malformed` for what is no list of packages. An organization may have none. */
export function readPackages(response: unknown): Read<NpmPackage> {
  const { rows, wrong } = readRoles(response, permissions, 'packages');
  return { rows: rows.map(([name, access]) => ({ access, name })), wrong };
}

/**
 * npm's lists are objects: name and word. An object in which not one word is known is no such list but something else,
 * such as an error with status 200.
 */
function readRoles<Role extends string>(
  response: unknown,
  known: readonly Role[],
  what: string,
): Read<readonly [string, Role | null]> {
  const { data } = z.record(z.string(), z.unknown()).safeParse(response);
  const rows = Object.entries(data ?? {}).map(([name, role]) => {
    return [name, known.find((one) => one === role) ?? null] as const;
  });
  const wrong = rows.filter(([, role]) => role === null).map(([name]) => name);
  if (!data || (rows.length > 0 && wrong.length === rows.length))
    throw new CollectError(
      'malformed',
      `npm’s list of ${what} is not of the documented shape: it should be an object of names with ${known.join(', ')}. Check that the endpoint is the provider’s own; if it is, the provider changed its answers.`,
    );
  return { rows, wrong };
}

export const identity = z.object({ username: z.string().check(z.minLength(1)) });

const maybeText = z.pipe(
  z.nullish(z.string()),
  z.transform((value) => value ?? null),
);
const maybeFlag = z.pipe(
  z.nullish(z.boolean()),
  z.transform((value) => value ?? null),
);

/** A token as npm lists it. The fragment of the token itself, and where it may be used from, are left out. */
const token = z.pipe(
  z.object({
    accessed: maybeText,
    bypass_2fa: maybeFlag,
    created: maybeText,
    expiry: maybeText,
    key: z.string().check(z.minLength(1)),
    name: maybeText,
    readonly: maybeFlag,
    revoked: maybeText,
  }),
  z.transform(({ bypass_2fa, ...rest }): NpmToken => {
    const { accessed, created, expiry, key, name, readonly, revoked } = rest;
    return { accessed, bypass2fa: bypass_2fa, created, expiry, key, name, readonly, revoked };
  }),
);

/** The token, or null when it is not as npm documents it. */
export function readToken(item: unknown): NpmToken | null {
  return token.safeParse(item).data ?? null;
}

import * as z from 'zod/mini';
import type { CloudflareAccount, CloudflareMember } from '../../../evidence/datasets/cloudflare.ts';
import { CollectError } from '../../../evidence/problem.ts';
import { boolean, identity, isObject, object, type Raw, text, time, type Wrong } from '../../read-fields.ts';

/** Where in a list a page is. */
export interface PageInfo {
  /** Null where Cloudflare does not say. */
  readonly page: number | null;
  /** How many pages there are, 0 where there is nobody; null where Cloudflare does not say, as its lists need not. */
  readonly pages: number | null;
  /** How many entries there are on all pages, where Cloudflare says. */
  readonly total: number | null;
}

const pageInfo = z.pipe(
  z.nullish(
    z.object({
      page: z.nullish(z.int().check(z.positive())),
      per_page: z.nullish(z.int().check(z.positive())),
      total_pages: z.nullish(z.int().check(z.nonnegative())),
      total_count: z.nullish(z.int().check(z.nonnegative())),
    }),
  ),
  z.transform((info): PageInfo => {
    const { page = null, per_page, total_pages, total_count = null } = info ?? {};
    const counted = Math.ceil((total_count ?? Number.NaN) / (per_page ?? Number.NaN));
    return { page, pages: total_pages ?? (Number.isNaN(counted) ? null : counted), total: total_count };
  }),
);

/** Null for what is no place in a list. Cloudflare documents lists with and without any of its numbers. */
export function readPageInfo(info: unknown): PageInfo | null {
  return pageInfo.safeParse(info).data ?? null;
}

/** The account that was asked for. Throws `malformed` for another one, or for none. */
export function readAccount(result: unknown, asked: string, wrong: Wrong): CloudflareAccount {
  const raw = isObject(result) ? result : {};
  const id = identity(raw, 'id');
  if (id?.toLowerCase() !== asked)
    throw new CollectError(
      'malformed',
      'Cloudflare’s answer on the account is not of the account that was asked for. Check that the endpoint is the provider’s own.',
    );
  // Settings that are not shown leave the requirement unknown; they are no fault of the answer's form.
  const settings = raw.settings === undefined || raw.settings === null ? {} : object(raw, 'settings', wrong);
  return {
    enforceTwoFactor: boolean(settings, 'enforce_twofactor', wrong),
    id: asked,
    name: text(raw, 'name', wrong),
    type: text(raw, 'type', wrong),
  };
}

/** A member, or null without an id. The user is missing where nobody has accepted the invitation yet. */
export function readMember(item: unknown, wrong: Wrong): CloudflareMember | null {
  const raw = isObject(item) ? item : {};
  const id = identity(raw, 'id');
  if (id === undefined) return null;
  const user = raw.user === undefined || raw.user === null ? {} : object(raw, 'user', wrong);
  return {
    email: text(user, 'email', wrong) ?? text(raw, 'email', wrong),
    id,
    roles: rolesOf(raw, wrong),
    status: text(raw, 'status', wrong),
    twoFactorEnabled: boolean(user, 'two_factor_authentication_enabled', wrong),
    userId: text(user, 'id', wrong),
  };
}

/** Access is given by roles or, since there are policies, by groups of permissions; one without a name stands by its id. Each once, sorted. */
function rolesOf(raw: Raw, wrong: Wrong): readonly string[] {
  const policies = objects(raw, 'policies', wrong);
  if (policies.some(({ access }) => access !== 'allow' && access !== 'deny')) wrong.push('access');
  const groups = policies
    .filter(({ access }) => access !== 'deny')
    .flatMap((policy) => objects(policy, 'permission_groups', wrong));
  const named = [...objects(raw, 'roles', wrong), ...groups].map(
    (one) => text(one, 'name', wrong) ?? identity(one, 'id') ?? null,
  );
  const known = named.filter((name) => name !== null);
  if (known.length < named.length) wrong.push('roles');
  return [...new Set(known)].sort();
}

function objects(raw: Raw, field: string, wrong: Wrong): readonly Raw[] {
  const value = raw[field];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(isObject)) return value;
  wrong.push(field);
  return [];
}

/** When a token ends: RFC 3339, or null where it has no end. */
export function readExpiry(result: unknown): { readonly active: boolean; readonly expires: string | null } {
  const raw = isObject(result) ? result : {};
  return { active: raw.status === 'active', expires: time(raw, 'expires_on', []) };
}

import { collector as bitwarden } from '../../../lib/providers/bitwarden/collect/index.ts';
import type { BitwardenSettings } from '../../../lib/providers/bitwarden/settings.ts';
import { json, type Reply, type Script, standIn } from '../onepassword/stand-in.ts';
import { memorySession, type SessionOptions } from '../session.ts';

export const organization = '0f0e0d0c-0000-4000-8000-000000000001';
/** Values that must turn up nowhere. */
export const clientSecret = 'canaryBitwardenSecret71d200000';
export const token = 'canaryBitwardenToken3b8e0000000';
export const credentials = JSON.stringify({ clientId: `organization.${organization}`, clientSecret });

export const web = 'bfbc8338-e329-4dc0-b0c9-317c2ebf1a09';
export const ops = '9c000000-0000-4000-8000-000000000001';

const idOf = (name: string) => `m-${name}`;

export const paths = {
  token: '/connect/token',
  members: '/public/members',
  member: (name: string) => `/public/members/${idOf(name)}`,
  groups: '/public/groups',
  groupMembers: `/public/groups/${ops}/member-ids`,
  collections: '/public/collections',
  policies: '/public/policies',
  events: '/public/events',
} as const;

/** A list in Bitwarden's frame. */
export function list(data: unknown, continuationToken: unknown = null): Reply {
  return json({ object: 'list', data, continuationToken });
}

/** A member as the list has one: without collections. */
export function member(name: string, more: Record<string, unknown> = {}) {
  return {
    object: 'member',
    id: idOf(name),
    userId: `u-${name}`,
    name,
    email: `${name}@acme.example`,
    twoFactorEnabled: true,
    status: 2,
    type: 2,
    permissions: null,
    externalId: null,
    resetPasswordEnrolled: false,
    ssoExternalId: null,
    collections: null,
    ...more,
  };
}

export const full = { readOnly: false, hidePasswords: false, manage: false };

export function event(type: number, date: string, more: Record<string, unknown> = {}) {
  const ids = { itemId: null, collectionId: null, groupId: null, policyId: null, memberId: null };
  const by = { actingUserId: 'u-ana', installationId: null, device: 9, ipAddress: '192.0.2.10' };
  return { object: 'event', type, date, ...ids, ...by, ...more };
}

export const ana = member('ana', { type: 0 });
export const ben = member('ben');
export const group = {
  object: 'group',
  id: ops,
  name: 'Ops',
  externalId: null,
  collections: [{ id: web, ...full }],
};
export const collection = {
  object: 'collection',
  id: web,
  externalId: 'web',
  groups: [{ id: ops, ...full }],
};
export const policy = { object: 'policy', id: 'p-2fa', type: 0, enabled: true, data: null };

/** A small organization in which all is well: Ana, who owns it, has the collection herself, and Ben by his group. */
export const healthy: Script = {
  [paths.token]: [
    json({ access_token: token, expires_in: 3600, token_type: 'Bearer', scope: 'api.organization' }),
  ],
  [paths.members]: [list([ana, ben])],
  [paths.member('ana')]: [json({ ...ana, collections: [{ id: web, ...full, manage: true }] })],
  [paths.member('ben')]: [json({ ...ben, collections: [] })],
  [paths.groups]: [list([group])],
  [paths.groupMembers]: [json(['m-ben'])],
  [paths.collections]: [list([collection])],
  [paths.policies]: [list([policy])],
  [paths.events]: [list([event(1504, '2026-11-22T12:00:00.000Z', { memberId: 'm-ben' })])],
};

export type Options = SessionOptions & {
  readonly credential?: string | null;
  readonly settings?: BitwardenSettings;
};

/** A session whose Bitwarden answers as the script says; the rest as in the small organization. */
export async function sessionWith(script: Script, options: Options = {}) {
  const server = await standIn({ ...healthy, ...script });
  const { credential = credentials, settings = {}, ...rest } = options;
  return { server, memory: memorySession({ settings, credential, endpoint: server.url }, rest) };
}

export async function collectFrom(script: Script, options: Options = {}) {
  const { memory, server } = await sessionWith(script, options);
  await bitwarden.collect(memory.session);
  return { memory, server, of: (dataset: string) => memory.of(dataset) };
}

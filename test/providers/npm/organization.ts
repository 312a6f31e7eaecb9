import { collector as npm } from '../../../lib/providers/npm/collect/index.ts';
import { json, type Script, standIn } from '../onepassword/stand-in.ts';
import { memorySession, type SessionOptions } from '../session.ts';

/** A value that must turn up nowhere. */
export const token = 'npm_canaryToken0000000000000000000000c4f1';

export const paths = {
  members: '/-/org/acme/user',
  packages: '/-/org/acme/package',
  whoami: '/-/whoami',
  tokens: '/-/npm/v1/tokens',
} as const;

/** A token as npm lists it. */
export function item(key: string, more: Record<string, unknown> = {}) {
  return {
    name: `token ${key}`,
    description: null,
    expiry: '2027-11-01T00:00:00.000Z',
    key,
    token: `npm_${key}cD...7890`,
    readonly: true,
    bypass_2fa: false,
    cidr: ['203.0.113.0/24'],
    revoked: null,
    created: '2026-11-01T00:00:00.000Z',
    updated: '2026-11-01T00:00:00.000Z',
    accessed: '2026-11-22T02:00:00.000Z',
    permissions: [{ name: 'org', action: 'read' }],
    scopes: [{ type: 'org', name: 'acme' }],
    ...more,
  };
}

export const healthy: Script = {
  [paths.members]: [json({ ana: 'owner', ben: 'developer', 'acme-ci': 'admin' })],
  [paths.packages]: [json({ '@acme/sdk': 'write', '@acme/internal': 'read' })],
  [paths.whoami]: [json({ username: 'acme-ci' })],
  [paths.tokens]: [json({ objects: [item('k1')], total: 1, urls: {} })],
};

/** Collects an organization that answers as the script says; the rest as a small, healthy one. */
export async function collectFrom(
  script: Script,
  { credential = token, ...options }: SessionOptions & { credential?: string } = {},
) {
  const server = await standIn({ ...healthy, ...script });
  const memory = memorySession({ settings: { org: 'acme' }, credential, endpoint: server.url }, options);
  await npm.collect(memory.session);
  const [members, packages, account] = ['members', 'packages', 'account'].map((name) => memory.of(name));
  if (!members || !packages || !account) throw new Error('Not every dataset was collected.');
  return { server, memory, members, packages, account };
}

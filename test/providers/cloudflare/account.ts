import { collector as cloudflare } from '../../../lib/providers/cloudflare/collect/index.ts';
import { json, type Reply, type Script, standIn } from '../onepassword/stand-in.ts';
import { memorySession, type SessionOptions } from '../session.ts';

/** A value that must turn up nowhere. */
export const token = 'cfat_canaryCloudflareToken61f0000000000000000001';
export const id = 'a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0';

export const paths = {
  account: `/client/v4/accounts/${id}`,
  members: `/client/v4/accounts/${id}/members`,
  verify: `/client/v4/accounts/${id}/tokens/verify`,
  verifyUser: '/client/v4/user/tokens/verify',
} as const;

/** The envelope that Cloudflare documents. */
export function answer(result: unknown, more: object = {}): Reply {
  return json({ success: true, errors: [], messages: [], result, ...more });
}

export function account(more: Record<string, unknown> = {}): Reply {
  const settings = { enforce_twofactor: true, abuse_contact_email: null };
  return answer({
    id,
    name: 'Acme',
    type: 'standard',
    created_on: '2021-03-01T12:21:02Z',
    settings,
    ...more,
  });
}

/** A member as Cloudflare shows one. */
export function member(name: string, more: Record<string, unknown> = {}, twoFactor: unknown = true) {
  const email = `${name}@acme.example`;
  const user = { id: `u-${name}`, email, first_name: null, last_name: null };
  return {
    id: `m-${name}`,
    email,
    status: 'accepted',
    user: { ...user, two_factor_authentication_enabled: twoFactor },
    roles: [{ id: 'r1', name: 'Administrator', description: '', permissions: {} }],
    ...more,
  };
}

export function page(members: readonly unknown[], info: object = {}): Reply {
  const count = members.length;
  const standard = { page: 1, per_page: 50, total_pages: 1, count, total_count: count };
  return answer(members, { result_info: { ...standard, ...info } });
}

export const ana = member('ana');
export const ben = member('ben', {}, false);

export const healthy: Script = { [paths.account]: [account()], [paths.members]: [page([ana, ben])] };

export type Options = SessionOptions & { readonly credential?: string };

/** A session whose Cloudflare answers as the script says; the rest as in a small, healthy account. */
export async function sessionWith(script: Script, options: Options = {}) {
  const server = await standIn({ ...healthy, ...script });
  const { credential = token, ...rest } = options;
  const connection = { settings: { account: id }, credential, endpoint: server.url };
  return { server, memory: memorySession(connection, rest) };
}

export async function collectFrom(script: Script, options: Options = {}) {
  const { server, memory } = await sessionWith(script, options);
  await cloudflare.collect(memory.session);
  return { server, memory, account: memory.of('account'), members: memory.of('members') };
}

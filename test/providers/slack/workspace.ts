import { collector as slack } from '../../../lib/providers/slack/collect/index.ts';
import type { Settings } from '../../../lib/providers/slack/settings.ts';
import { json, type Reply, type Script, standIn } from '../onepassword/stand-in.ts';
import { memorySession, type SessionOptions } from '../session.ts';

/** A value that must turn up nowhere. */
export const token = 'xoxp-canary-slack-token-61f0';

export const paths = {
  test: '/api/auth.test',
  team: '/api/team.info',
  users: '/api/users.list',
} as const;

export const auth = json({ ok: true, team: 'Acme', team_id: 'T1', user: 'ana', user_id: 'U1' });

export const team = json({
  ok: true,
  team: { id: 'T1', name: 'Acme', domain: 'acme', email_domain: 'acme.example', icon: { image_34: 'x' } },
});

/** An active person as Slack shows one to an admin. */
export function member(id: string, name: string, more: Record<string, unknown> = {}) {
  return {
    id,
    team_id: 'T1',
    name,
    deleted: false,
    is_admin: false,
    is_owner: false,
    is_restricted: false,
    is_bot: false,
    is_app_user: false,
    has_2fa: true,
    profile: { real_name: name, email: `${name}@acme.example` },
    ...more,
  };
}

export function page(members: readonly unknown[], cursor: unknown = ''): Reply {
  return json({ ok: true, members, response_metadata: { next_cursor: cursor } });
}

export const ana = member('U1', 'ana', { is_admin: true, is_owner: true, two_factor_type: 'app' });
export const ben = member('U2', 'ben', { has_2fa: false });

/** Collects a workspace whose methods answer as the script says; the rest as in a small, healthy one. */
export async function collectFrom(
  script: Script,
  options: SessionOptions & { credential?: string; settings?: Settings } = {},
) {
  const server = await standIn({ ...healthy, ...script });
  const { credential = token, settings = {}, ...rest } = options;
  const memory = memorySession({ settings, credential, endpoint: server.url }, rest);
  await slack.collect(memory.session);
  return { server, memory, users: memory.of('users'), team: memory.of('team') };
}

export const healthy: Script = {
  [paths.test]: [auth],
  [paths.team]: [team],
  [paths.users]: [page([ana, ben])],
};

import { afterEach, describe, expect, test } from '@jest/globals';
import { collector as slack } from '../../../../lib/providers/slack/collect/index.ts';
import { json, type Script, standIn, status, stopStandIns } from '../../onepassword/stand-in.ts';
import { memorySession } from '../../session.ts';
import { ana, ben, healthy, member, page, paths, token } from '../workspace.ts';

afterEach(stopStandIns);

async function probe(script: Script, credential: string | null = token) {
  const server = await standIn({ ...healthy, ...script });
  const memory = memorySession({ settings: {}, credential, endpoint: server.url });
  const results = await slack.probe(memory.session);
  return { server, results: Object.fromEntries(results.map((one) => [one.dataset, one])) };
}

describe('probing Slack', () => {
  test('passes where everything is granted, and reads no further than it must', async () => {
    const { results, server } = await probe({ [paths.users]: [page([ana, ben], 'c2')] });
    expect(results).toMatchObject({ team: { verdict: 'pass' }, users: { verdict: 'pass' } });
    expect(server.askedOf(paths.users)).toHaveLength(1);
  });

  test('reads on while it has seen nobody to tell by', async () => {
    const bots = page([ana, member('B1', 'bot', { is_bot: true })], 'c2');
    const { results, server } = await probe({ [paths.users]: [bots, page([ben])] });
    expect(results.users?.verdict).toBe('pass');
    expect(server.askedOf(paths.users)).toHaveLength(2);
  });

  test('fails on a token that is not shown two-factor authentication, and says whose is', async () => {
    const { results } = await probe({ [paths.users]: [page([ana, member('U2', 'ben', { has_2fa: null })])] });
    expect(results.users).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('admin or owner'),
    });
  });

  test('names the scope that is missing', async () => {
    const missing = json({ ok: false, error: 'missing_scope', needed: 'team:read' });
    const { results } = await probe({ [paths.team]: [missing] });
    expect(results.team).toMatchObject({ verdict: 'fail', message: expect.stringContaining('team:read') });
    expect(results.users?.verdict).toBe('pass');
  });

  test('does not know what it was not told, and fails on what was refused', async () => {
    const { results } = await probe({ [paths.team]: [status(500)], [paths.users]: [status(403)] });
    expect(results).toMatchObject({ team: { verdict: 'unknown' }, users: { verdict: 'fail' } });
  });

  test('fails without a token', async () => {
    const { results, server } = await probe({}, null);
    expect(Object.values(results).map(({ verdict }) => verdict)).toEqual(['fail', 'fail']);
    expect(server.asked).toEqual([]);
  });
});

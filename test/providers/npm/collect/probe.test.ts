import { afterEach, describe, expect, test } from '@jest/globals';
import { collector as npm } from '../../../../lib/providers/npm/collect/index.ts';
import { json, type Script, standIn, status, stopStandIns } from '../../onepassword/stand-in.ts';
import { memorySession } from '../../session.ts';
import { healthy, item, paths, token } from '../organization.ts';

afterEach(stopStandIns);

async function probe(script: Script, credential: string | null = token) {
  const server = await standIn({ ...healthy, ...script });
  const memory = memorySession({ settings: { org: 'acme' }, credential, endpoint: server.url });
  const results = await npm.probe(memory.session);
  return { server, results: Object.fromEntries(results.map((one) => [one.dataset, one])) };
}

describe('probing npm', () => {
  test('passes where everything is granted', async () => {
    const { results } = await probe({});
    expect(Object.entries(results).map(([name, { verdict }]) => [name, verdict])).toEqual([
      ['members', 'pass'],
      ['packages', 'pass'],
      ['account', 'pass'],
    ]);
  });

  test('says when the token itself ends, and reads no further', async () => {
    const own = item('k2', { token: `${token.slice(0, 8)}...${token.slice(-4)}` });
    const list = json({ objects: [item('k1'), own], total: 3, urls: { next: `${paths.tokens}?page=1` } });
    const { results, server } = await probe({ [paths.tokens]: [list] });
    expect(results.account?.message).toBe('The token is acme-ci’s and expires on 2027-11-01.');
    expect(server.askedOf(paths.tokens)).toHaveLength(1);
  });

  test('does not mind a token that may not list tokens, and says what is lost', async () => {
    const { results } = await probe({ [paths.tokens]: [status(403)] });
    expect(results.account).toMatchObject({
      verdict: 'pass',
      message: expect.stringContaining('would not be noticed'),
    });
  });

  test('fails on an organization that npm does not show', async () => {
    const { results } = await probe({ [paths.members]: [status(404)], [paths.packages]: [status(404)] });
    expect(results.members).toMatchObject({ verdict: 'fail', message: expect.stringContaining('Check org') });
    expect(results.packages?.verdict).toBe('fail');
  });

  test('does not know what it was not told', async () => {
    const { results } = await probe({ [paths.members]: [status(500)], [paths.tokens]: [status(503)] });
    expect([results.members?.verdict, results.account?.verdict]).toEqual(['unknown', 'unknown']);
  });

  test('fails without a token', async () => {
    const { results, server } = await probe({}, null);
    expect(Object.values(results).map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'fail']);
    expect(server.asked).toEqual([]);
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';
import type { GitHubWorld } from '../../../../demo/stand-ins/github/world.ts';
import { type GitHubOptions, type GitHubStandIn, startGitHub } from '../../../../demo/stand-ins/github.ts';
import type { Misbehaviour } from '../../../../demo/stand-ins/serve/misbehaviour.ts';
import { collector as github } from '../../../../lib/providers/github/collect/index.ts';
import { memorySession } from '../../session.ts';
import { secure } from '../acme.ts';

const open: GitHubStandIn[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

interface Given extends GitHubOptions {
  readonly misbehave?: Misbehaviour;
  readonly credential?: string;
  readonly world?: GitHubWorld;
}

async function probe({ misbehave, credential, world = secure, ...options }: Given = {}) {
  const server = await startGitHub(() => world, options);
  open.push(server);
  if (misbehave) server.misbehave(misbehave);
  const given = {
    settings: { org: 'acme' },
    endpoint: server.url,
    credential: credential ?? server.credentials(),
  };
  const results = await github.probe(memorySession(given).session);
  return { results, server, verdicts: results.map(({ verdict }) => verdict) };
}

describe('The probe', () => {
  test('passes where everything can be seen, asking for one person at a time', async () => {
    const { results, server } = await probe();
    expect(results).toEqual([
      { dataset: 'organization', verdict: 'pass', message: expect.stringContaining('names no day') },
      { dataset: 'members', verdict: 'pass', message: expect.stringContaining('Members can be read') },
      { dataset: 'outside-collaborators', verdict: 'pass', message: expect.stringContaining('Outside') },
    ]);
    const pages = server.requests.slice(1).map(({ query }) => new URLSearchParams(query).get('per_page'));
    expect(pages).toEqual(['1', '1', '1', '1', '1', '1']);
  });

  test.each([
    ['2027-02-01 12:00:00 UTC', '2027-02-01T12:00:00Z'],
    ['2027-02-01 12:00:00 -0800', '2027-02-01T20:00:00Z'],
    ['some day', 'some day'],
  ])('says when a token of “%s” ends', async (tokenEnds, told) => {
    expect((await probe({ tokenEnds })).results[0]?.message).toContain(`The token ends on ${told}.`);
  });

  test('fails with the token of somebody who is no owner, and says whose it must be', async () => {
    const { results, verdicts } = await probe({ viewer: 'member' });
    expect(verdicts).toEqual(['fail', 'fail', 'fail']);
    for (const { message } of results) expect(message).toContain('a token of an owner');
  });

  test('fails with a token that sees nobody', async () => {
    const { results } = await probe({ world: { ...secure, people: [] } });
    expect(results[1]).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('names no member'),
    });
    expect(results[2]?.verdict).toBe('pass');
  });

  test('fails where people have no ids', async () => {
    const { verdicts } = await probe({ misbehave: { path: /members$/, do: 'drop-field', field: 'id' } });
    expect(verdicts).toEqual(['pass', 'fail', 'pass']);
  });

  test('fails with a token that is not accepted, or is none', async () => {
    expect((await probe({ credential: 'another' })).verdicts).toEqual(['fail', 'fail', 'fail']);
    const { server, verdicts } = await probe({ credential: '' });
    expect([verdicts, server.requests]).toEqual([['fail', 'fail', 'fail'], []]);
  });

  test.each<[string, Misbehaviour]>([
    ['no answer comes', { path: /acme/, do: 503 }],
    ['GitHub wants to be asked later', { path: /acme/, do: 429, retryAfter: 600 }],
  ])('does not know while %s', async (_what, misbehave) => {
    expect((await probe({ misbehave })).verdicts).toEqual(['unknown', 'unknown', 'unknown']);
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';
import { collector as googleWorkspace } from '../../../../lib/providers/google-workspace/collect/index.ts';
import type { ProbeResult } from '../../../../lib/providers/provider.ts';
import { memorySession } from '../../session.ts';
import { policy, root, user } from '../people.ts';
import { type StandIn, standIn, subject, type World } from '../stand-in.ts';

let google: StandIn;
afterEach(() => google.close());

const whole: Partial<World> = { users: [user('ana')], orgUnits: [root], policies: [policy('a')] };

async function probe(world: Partial<World>, credential?: string): Promise<Record<string, ProbeResult>> {
  google = await standIn(world);
  const settings = googleWorkspace.settings().parse({ subject });
  const memory = memorySession({ settings, credential: credential ?? google.key, endpoint: google.url });
  const results = await googleWorkspace.probe(memory.session);
  return Object.fromEntries(results.map((one) => [one.dataset, one]));
}

const verdicts = (results: Record<string, ProbeResult>) =>
  Object.fromEntries(Object.entries(results).map(([name, one]) => [name, one.verdict]));
const all = (verdict: string) => ({
  'org-units': verdict,
  'two-step-policies': verdict,
  users: verdict,
  groups: verdict,
});

describe('the probe', () => {
  test('passes where everything is granted, with one small request each', async () => {
    expect(verdicts(await probe(whole))).toEqual(all('pass'));
    const lists = google.seen.filter((one) => one.method === 'GET');
    expect(lists).toHaveLength(4);
    expect(lists.map((one) => one.query.get('maxResults') ?? one.query.get('pageSize'))).toEqual([
      null,
      '1',
      '1',
      '1',
    ]);
  });

  test('names the one scope that is missing', async () => {
    const missing = 'https://www.googleapis.com/auth/admin.directory.group.readonly';
    const granted = googleWorkspace.setup.scopes.filter((scope) => scope !== missing);
    const results = await probe({ ...whole, granted });
    expect(verdicts(results)).toEqual(all('fail'));
    expect(results.groups?.message).toMatch(/^Not granted.*admin\.directory\.group\.readonly/);
    for (const name of ['users', 'org-units', 'two-step-policies'])
      expect(results[name]?.message).toMatch(/is granted, but.*no token for all scopes together/);
  });

  test('says that policies take a super admin', async () => {
    const denied = { status: 403, body: { error: { code: 403 } } };
    const results = await probe({
      ...whole,
      instead: ({ path }) => (path === '/v1/policies' ? denied : undefined),
    });
    expect(verdicts(results)).toEqual({ ...all('pass'), 'two-step-policies': 'fail' });
    expect(results['two-step-policies']?.message).toMatch(/admin@acme\.example has the Super Admin role/);
  });

  test('fails where users come without their 2-step fields', async () => {
    const results = await probe({ ...whole, users: [user('ana', { isEnforcedIn2Sv: undefined })] });
    expect(results.users).toMatchObject({
      verdict: 'fail',
      message: expect.stringMatching(/without isEnforcedIn2Sv\./),
    });
  });

  test('does not pass on lists that cannot be empty', async () => {
    const empty = { users: 'unknown', 'org-units': 'pass', 'two-step-policies': 'fail', groups: 'pass' };
    expect(verdicts(await probe({}))).toEqual(empty);
  });

  test('looks beyond an empty first page of policies', async () => {
    const empty = { status: 200, body: { nextPageToken: 'p0' } };
    const results = await probe({
      ...whole,
      instead: ({ path, query }) => (path === '/v1/policies' && !query.has('pageToken') ? empty : undefined),
    });
    expect(results['two-step-policies']?.verdict).toBe('pass');
  });

  test('is undecided when Google does not answer', async () => {
    expect(verdicts(await probe({ instead: () => 'close' }))).toEqual(all('unknown'));
  });

  test('fails on a credential that is none', async () => {
    const results = await probe(whole, 'nothing of use');
    expect(verdicts(results)).toEqual(all('fail'));
    expect(results.users?.message).toMatch(/not JSON/);
  });
});

import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type Json, night } from './company.ts';
import { stage } from './harness.ts';
import { callHostedAt } from './hosts.ts';

const call = callHostedAt(night);
const now = () => night;

const results = (json: Json) =>
  Object.fromEntries(
    json.connections.flatMap((one: Json) =>
      one.results.map(({ dataset, verdict }: Json) => [`${one.connection}/${dataset}`, verdict]),
    ),
  );

describe('exhibit doctor', () => {
  test('finds nothing wrong where nothing is, and keeps nothing', async () => {
    await using scene = await stage({ call, now });
    const { json, status } = await scene.ask(['doctor']);
    expect([status, json.schema, json.ok]).toEqual([0, 'exhibit/doctor/v1', true]);
    expect(Object.keys(results(json))).toEqual([
      'google/org-units',
      'google/users',
      'google/two-step-policies',
      'google/groups',
      'onepassword/users',
      'onepassword/vaults',
      'onepassword/vault-access',
      'onepassword/events',
    ]);
    expect(existsSync(scene.locker)).toBe(false);
  });

  test('says before the first night what is missing, what to grant, and which controls would be unknown', async () => {
    await using scene = await stage({ call, now });
    scene.google.misbehave({ path: '/v1/policies', do: 403 });
    scene.onepassword.misbehave({ path: /^\/v1beta1\/accounts/, do: 401 });
    const { json, status } = await scene.ask(['doctor']);
    expect([status, json.ok]).toEqual([1, false]);
    expect(results(json)).toMatchObject({
      'google/two-step-policies': 'fail',
      'google/users': 'pass',
      'onepassword/users': 'fail',
      'onepassword/events': 'pass',
    });
    const [google, onepassword] = json.connections;
    expect(JSON.stringify(google)).toContain('cloud-identity.policies.readonly');
    expect(google.unknownControls).toContain('google-workspace.mfa-strong-for-admins');
    expect(onepassword.unknownControls).toContain('people.leavers-have-no-access');
    const words = await scene.exhibit(['doctor']);
    expect([words.status, words.stdout]).toEqual([
      1,
      expect.stringMatching(/fail\s+google\s+two-step-policies/),
    ]);
  });

  test('says so when the clocks do not agree', async () => {
    await using scene = await stage({ call, now, connections: ['google'] });
    scene.google.misbehave({ path: /^\/(admin|v1)\//, do: 'clock-offset', milliseconds: 3_600_000 });
    const { json, status } = await scene.ask(['doctor']);
    expect([status, results(json)['google/clock']]).toEqual([1, 'fail']);
  });

  test('says which environment variable is missing', async () => {
    await using scene = await stage({ call, now });
    const { json, status } = await scene.ask(['doctor'], {
      environment: { ONEPASSWORD_CREDENTIALS: undefined },
    });
    expect(status).toBe(1);
    expect(JSON.stringify(json.connections[1])).toContain('ONEPASSWORD_CREDENTIALS');
    expect(results(json)['google/users']).toBe('pass');
  });
});

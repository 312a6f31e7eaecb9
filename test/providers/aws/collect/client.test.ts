import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type AwsStandIn, startAws } from '../../../../demo/stand-ins/aws.ts';
import { collector as aws } from '../../../../lib/providers/aws/collect/index.ts';
import { settings } from '../../../../lib/providers/aws/settings.ts';
import { closing } from '../../../demo/stand-ins/asking.ts';
import { memorySession } from '../../session.ts';
import { account, world } from '../account.ts';
import { identity, ready, refusal, scripted, summaryOf } from '../server.ts';

const kept = closing();
const serve = scripted();
let surroundings: NodeJS.ProcessEnv;
let folder: string;

/** Nothing but what a test gives: neither this machine's profile nor a role of its own. */
beforeEach(async () => {
  surroundings = { ...process.env };
  folder = await mkdtemp(join(tmpdir(), 'exhibit-aws-'));
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
  process.env.AWS_CONFIG_FILE = join(folder, 'config');
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
});
afterEach(async () => {
  process.env = surroundings;
  await rm(folder, { recursive: true });
});

function useKey(standIn: AwsStandIn, changes: Record<string, string> = {}): void {
  const { accessKeyId, secretAccessKey } = JSON.parse(standIn.credentials());
  const key = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, ...changes };
  Object.assign(process.env, key);
}

async function collect(endpoint: string | null, credential: string | null = null) {
  const memory = memorySession({ settings: settings().parse({}), endpoint, credential }, { now: new Date() });
  await aws.collect(memory.session);
  return { memory, report: memory.of('credential-report'), summary: memory.of('account-summary') };
}

describe('The credential', () => {
  test('is the surroundings’ own where the connection has none', async () => {
    const standIn = kept(await startAws(() => world));
    useKey(standIn);
    const { report, summary } = await collect(standIn.url);
    expect([...report.problems, ...summary.problems]).toEqual([]);
    expect(report.source.principal).toBe(`arn:aws:iam::${account}:user/exhibit`);
  });

  test('that is nowhere to be found is not accepted, and nothing is asked', async () => {
    const standIn = kept(await startAws(() => world));
    const { report, summary } = await collect(standIn.url);
    for (const { problems, rows } of [report, summary]) {
      expect(rows).toEqual([]);
      expect(problems).toEqual([
        { code: 'unauthenticated', message: expect.stringContaining('no credential') },
      ]);
    }
    expect(standIn.requests).toEqual([]);
  });

  test('that signs wrongly is not accepted', async () => {
    const standIn = kept(await startAws(() => world));
    useKey(standIn, { AWS_SECRET_ACCESS_KEY: 'another-secret-that-is-wrong' });
    const { report } = await collect(standIn.url);
    expect(report.problems).toEqual([
      { code: 'unauthenticated', message: expect.stringContaining('SignatureDoesNotMatch') },
    ]);
    expect(standIn.requests.map(({ path }) => path)).toEqual(['/#GetCallerIdentity', '/#GetCallerIdentity']);
  });

  test.each([
    'not JSON',
    '{}',
    '{"accessKeyId":"AKIDEXAMPLE"}',
    '[]',
    '{"accessKeyId":"A","secretAccessKey":7}',
  ])('given as %j is refused without quoting it', async (text) => {
    const { report } = await collect('http://127.0.0.1:1', text);
    expect(report.problems[0]?.code).toBe('unauthenticated');
    expect(report.problems[0]?.message).not.toContain(text);
    expect(report.exchanges).toEqual([]);
  });

  test('of a session is a secret, also when AWS quotes the request that it refuses', async () => {
    const sessionToken = 'canary-session-token/with+signs==';
    const quoted = refusal(403, 'SignatureDoesNotMatch', `canonical: x-amz-security-token:${sessionToken}`);
    const server = await serve({ GetCallerIdentity: quoted });
    const given = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'canary-secret-access-key', sessionToken };
    const { memory } = await collect(server.url, JSON.stringify(given));
    expect(server.asked[0]?.headers['x-amz-security-token']).toBe(sessionToken);
    expect(memory.secrets.redact(given.secretAccessKey)).toBe('[redacted]');
    const fromSurroundings = {
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'canary-secret-access-key',
    };
    Object.assign(process.env, fromSurroundings, { AWS_SESSION_TOKEN: sessionToken });
    const { memory: other } = await collect(server.url);
    expect(other.secrets.redact(given.secretAccessKey)).toBe('[redacted]');
    for (const written of [memory.everything(), other.everything()]) {
      expect(written).toContain('canonical');
      expect(written).not.toContain('canary');
    }
  });

  test('that the SDK comes by on the way is in no evidence', async () => {
    const assumed =
      '<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId>' +
      '<SecretAccessKey>canary-assumed-secret</SecretAccessKey><SessionToken>canary-assumed-token</SessionToken>' +
      '<Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>';
    const server = await serve({
      AssumeRole: assumed,
      GetCallerIdentity: identity,
      GenerateCredentialReport: ready,
      GetAccountSummary: summaryOf('<entry><key>AccountMFAEnabled</key><value>1</value></entry>'),
    });
    const profile = `[profile audit]\nrole_arn = arn:aws:iam::${account}:role/audit\nsource_profile = base\n`;
    const base =
      '[profile base]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = canary-base-secret\n';
    await writeFile(join(folder, 'config'), profile + base);
    Object.assign(process.env, {
      AWS_PROFILE: 'audit',
      AWS_ENDPOINT_URL_STS: server.url,
      AWS_ENDPOINT_URL_IAM: server.url,
    });
    const { memory, summary } = await collect(null);
    expect(summary.rows).toMatchObject([{ accountMFAEnabled: 1 }]);
    expect(server.asked.map(({ action }) => action).slice(0, 2)).toEqual(['AssumeRole', 'GetCallerIdentity']);
    for (const secret of ['canary-assumed-secret', 'canary-assumed-token'])
      expect(memory.secrets.redact(secret)).toBe('[redacted]');
    expect(summary.exchanges.filter(({ confidential }) => confidential)).toMatchObject([{ body: null }]);
    expect(memory.everything()).not.toContain('canary');
  });
});

describe('The client', () => {
  test('signs on the session’s clock', async () => {
    const hours = 24 * 3_600_000;
    const now = () => new Date(Date.now() - hours);
    const standIn = kept(await startAws(() => world, { now }));
    const { session, of } = memorySession(
      { settings: settings().parse({}), endpoint: standIn.url, credential: standIn.credentials() },
      { now: now() },
    );
    await aws.collect({ ...session, clock: now });
    expect(of('credential-report').problems).toEqual([]);
    await aws.collect(session);
    expect(of('credential-report').problems[0]?.code).toBe('unauthenticated');
  });

  test('does not repeat a request of its own accord', async () => {
    const server = await serve({
      GetCallerIdentity: identity,
      GetAccountSummary: refusal(500, 'ServiceFailure'),
    });
    const key = '{"accessKeyId":"AKIDEXAMPLE","secretAccessKey":"not-a-real-secret"}';
    const { summary } = await collect(server.url, key);
    expect(summary.problems[0]?.code).toBe('unavailable');
    expect(server.asked.filter(({ action }) => action === 'GetAccountSummary')).toHaveLength(1);
  });

  test('leaves an error that is our own as it is', async () => {
    const { session } = memorySession({ settings: settings().parse({}), endpoint: 'http://127.0.0.1:1' });
    const credential = '{"accessKeyId":"AKIDEXAMPLE","secretAccessKey":"not-a-real-secret"}';
    const clock = () => {
      throw new RangeError('broken clock');
    };
    const broken = { ...session, clock, connection: { ...session.connection, credential } };
    await expect(aws.collect(broken)).rejects.toThrow('broken clock');
  });
});

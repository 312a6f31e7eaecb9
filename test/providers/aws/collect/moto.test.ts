import {
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { awsWith } from '../../../../lib/providers/aws/collect/index.ts';
import { awsMfaEnrolled } from '../../../../lib/providers/aws/controls/mfa-enrolled.ts';
import { rootProtected } from '../../../../lib/providers/aws/controls/root-protected.ts';
import { unusedCredentialsRemoved } from '../../../../lib/providers/aws/controls/unused-credentials-removed.ts';
import { settings } from '../../../../lib/providers/aws/settings.ts';
import { type Part, verdicts } from '../../../controls/people/world.ts';
import { memorySession } from '../../session.ts';
import { startMoto } from '../moto.ts';

const moto = await startMoto();
const described = moto ? describe : describe.skip;
const provider = awsWith(async () => {});

beforeEach(() => moto?.reset());
afterAll(() => moto?.close());

/** Somebody, with what they may sign in with. */
async function makeUser(
  iam: IAMClient,
  UserName: string,
  { password = false, mfa = false, key = false } = {},
): Promise<void> {
  await iam.send(new CreateUserCommand({ UserName }));
  if (password) await iam.send(new CreateLoginProfileCommand({ UserName, Password: 'Stand-in-Password-1' }));
  if (key) await iam.send(new CreateAccessKeyCommand({ UserName }));
  if (!mfa) return;
  const device = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName }));
  const SerialNumber = device.VirtualMFADevice?.SerialNumber;
  const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' };
  await iam.send(new EnableMFADeviceCommand({ UserName, SerialNumber, ...codes }));
}

async function collect(changes: { readonly account?: string } = {}, endpoint = moto?.asAws ?? null) {
  if (!moto) throw new Error('There is no moto.');
  const connection = { settings: settings().parse(changes), endpoint, credential: moto.credential };
  const memory = memorySession(connection, { now: new Date() });
  await provider.collect(memory.session);
  const parts = ['credential-report', 'account-summary'].map((dataset): Part => {
    const { rows, problems } = memory.of(dataset);
    return { provider: 'aws', connection: 'aws', dataset, rows, problem: problems[0] ?? null };
  });
  const world = { parts, at: new Date() };
  return {
    memory,
    report: memory.of('credential-report'),
    summary: memory.of('account-summary'),
    enrolled: verdicts(awsMfaEnrolled, world),
    root: verdicts(rootProtected, world),
    unused: verdicts(unusedCredentialsRemoved, world),
  };
}

described('an AWS account that we did not write', () => {
  test('passes where every console user has MFA', async () => {
    if (!moto) return;
    await makeUser(moto.iam, 'ana', { password: true, mfa: true });
    await makeUser(moto.iam, 'deploy', { key: true });
    const { report, summary, enrolled, unused, memory } = await collect();
    expect(report.problems).toEqual([]);
    expect(report.rows.map(({ user }) => user)).toEqual(expect.arrayContaining(['ana', 'deploy']));
    expect(enrolled).toEqual({ ana: 'pass' });
    expect(unused).toEqual({ ana: 'pass', deploy: 'pass' });
    expect(summary.rows).toEqual([expect.objectContaining({ account: '123456789012' })]);
    expect(report.source).toMatchObject({ tenant: { id: '123456789012' } });
    expect(memory.everything()).not.toContain(JSON.parse(moto.credential).secretAccessKey);
  });

  test('fails for whoever has a password and no MFA', async () => {
    if (!moto) return;
    await makeUser(moto.iam, 'ana', { password: true, mfa: true });
    await makeUser(moto.iam, 'ben', { password: true });
    expect((await collect()).enrolled).toEqual({ ana: 'pass', ben: 'fail' });
  });

  test('is not another one than the configuration names', async () => {
    const { report, summary } = await collect({ account: '111122223333' });
    expect([report.rows, summary.rows]).toEqual([[], []]);
    expect(report.problems.map(({ code }) => code)).toEqual(['rejected']);
  });

  test('passes with nobody in it where its own count says so, and never with a root that it does not show', async () => {
    const { enrolled, root } = await collect();
    expect(enrolled).toEqual({ 'users of aws': 'pass' });
    // moto has no way to give root a second factor.
    expect(Object.values(root)).not.toContain('pass');
  });

  test('never passes on a report that is not of this night, or not whole', async () => {
    if (!moto) return;
    await makeUser(moto.iam, 'ana', { password: true, mfa: true });
    const { report } = await collect({}, moto.url);
    expect(report.problems.map(({ code }) => code)).toEqual(['stale', 'malformed']);
  });

  test('says through doctor that all that is needed can be read', async () => {
    if (!moto) return;
    await makeUser(moto.iam, 'ana', { password: true, mfa: true });
    const connection = { settings: settings().parse({}), endpoint: moto.asAws, credential: moto.credential };
    const results = await provider.probe(memorySession(connection, { now: new Date() }).session);
    expect(results.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
  });
});

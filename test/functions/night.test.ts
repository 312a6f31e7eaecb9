import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectLockConfigurationCommand } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, test } from '@jest/globals';
import { nightTime } from '../../demo/demo.ts';
import type { Ports } from '../../demo/services.ts';
import { night } from '../../lib/cli/night.ts';
import { openConfiguration } from '../../lib/cli/open.ts';
import { type Locker, LockerError } from '../../lib/locker/locker.ts';
import { openLocker } from '../../lib/locker/open.ts';
import { openS3Locker } from '../../lib/locker/s3.ts';
import { collectorIn } from '../../lib/nightly/functions/open.ts';
import { openFolderReader } from '../../lib/seal/verify/folder-reader.ts';
import { verifyLocker } from '../../lib/seal/verify/verify-locker.ts';
import { startS3 } from '../locker/s3/server.ts';
import { dice, seed } from '../properties.ts';
import { type Deployment, deployment, filesIn } from './deployment.ts';

const server = await startS3();
afterAll(async () => await server?.close());

async function lockedBucket(): Promise<string> {
  const Bucket = (await server?.bucket({ locked: true })) ?? '';
  const retention = { Mode: 'COMPLIANCE', Days: 30 } as const;
  await server?.client.send(
    new PutObjectLockConfigurationCommand({
      Bucket,
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: retention } },
    }),
  );
  return Bucket;
}

/** The same nights by `exhibit run`, into the folder that the configuration names. */
async function byCommandLine(of: Deployment, numbers: readonly number[]): Promise<void> {
  const configuration = await openConfiguration({ config: join(of.folder, 'exhibit.yaml') });
  const collector = collectorIn({ EXHIBIT_COMMIT: 'c0ffee' });
  for (const number of numbers) {
    of.at = nightTime(number);
    of.demo.setNight(number);
    const options = { configuration, at: of.at, environment: {}, collector, now: () => of.at };
    await night(options, async () => null);
  }
}

async function byFunctions(of: Deployment, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    of.at = nightTime(number);
    of.demo.setNight(number);
    await of.night();
  }
}

async function problemsIn(folder: string): Promise<readonly unknown[]> {
  const reader = openFolderReader(folder);
  try {
    return (await verifyLocker(reader, { trustedKeys: 'in-locker' })).problems;
  } finally {
    await reader.close();
  }
}

const nights = [1, 2, 3];

/** Only functions go by an object, which a plan and a standard name; what is left of both is to be the same. */
function withoutPin(key: string, files: ReadonlyMap<string, string>): string {
  const base64 = files.get(key) ?? '';
  const text = Buffer.from(base64, 'base64').toString();
  if (/\/(plan|standard)\.json$/.test(key)) return JSON.stringify(pinless(JSON.parse(text)));
  return key.endsWith('/SHA256SUMS') ? text.replace(/^\w+(?= {2}(plan|standard)\.json$)/gm, '') : base64;
}

function pinless({ configuration, standard, ...document }: Record<string, object>): object {
  const { object: _, ...rest } = { object: '', ...configuration };
  return { ...document, ...rest, isJudged: standard !== undefined };
}

describe.each([['a folder', false], ...(server ? [['S3', true] as const] : [])] as const)(
  'Nights by the functions, into %s',
  (_, inS3) => {
    test('leave what `exhibit run` leaves in a folder, byte for byte, but for the seals', async () => {
      let folder: string;
      let ports: Ports;
      {
        await using there = await deployment();
        await byCommandLine(there, nights);
        folder = there.folder;
        ports = there.demo.ports;
      }
      const locker = inS3 ? `s3://${await lockedBucket()}/exhibit` : join(folder, 'by-functions');
      // The same ports, so that addresses in the evidence are the same.
      await using here = await deployment({ folder, ports, locker, environment: server?.environment ?? {} });
      await byFunctions(here, nights);
      const [found, expected] = [await filesIn(locker), await filesIn(join(folder, 'evidence'))];
      // Nobody is told here: what the alert function leaves is compared where the state machine runs whole.
      const names = (files: Map<string, string>) =>
        [...files.keys()].filter((key) => !/^(keys|alerts)\//.test(key));
      expect(names(found)).toEqual(names(expected));
      expect(found.size).toBeGreaterThan(60);
      for (const key of names(expected))
        if (!key.startsWith('chain/'))
          expect([key, withoutPin(key, found)]).toEqual([key, withoutPin(key, expected)]);
      expect(here.log.join('')).not.toMatch(/PRIVATE KEY|"private_key"|usersClientSecret/);
    });
  },
);

(server ? test : test.skip)('Two executions of one night at once lose and double nothing', async () => {
  const locker = `s3://${await lockedBucket()}/exhibit`;
  await using of = await deployment({ locker, environment: server?.environment ?? {} });
  const both = await Promise.all([of.night(), of.night()]);
  const seals = both.filter((one) => 'sequence' in one);
  expect(new Set(seals.map((one) => 'sequence' in one && one.sha256)).size).toBe(1);
  const store = openS3Locker(locker);
  try {
    expect(await store.names('chain/')).toEqual(['0000000001.sigstore.json']);
    const { datasets } = JSON.parse(
      (
        await store.read(`runs/${of.at.toISOString().slice(0, 19).replaceAll(':', '-')}Z/findings.json`)
      )?.toString() ?? '{}',
    );
    expect(datasets).toHaveLength(37);
    expect(datasets.every((one: { completeness: string }) => one.completeness !== 'failed')).toBe(true);
  } finally {
    await store.close();
  }
});

/** Fails at the n-th write, before or after it was done, and at every one after it until it is opened anew. */
function crashing(locker: Locker, left: { writes: number }, after: boolean): Locker {
  const guarded = async (write: () => Promise<void>): Promise<void> => {
    if (left.writes <= 0) throw new Crash();
    left.writes--;
    if (left.writes > 0) return await write();
    if (after) await write();
    throw new Crash();
  };
  return {
    ...locker,
    create: (key, bytes) => guarded(() => locker.create(key, bytes)),
    createFromFile: (key, file) => guarded(() => locker.createFromFile(key, file)),
  };
}

class Crash extends LockerError {
  constructor() {
    super('unreachable', 'The function was ended here.');
  }
}

test('A crash of any step at any of its writes, repeated, loses and doubles nothing', async () => {
  await using of = await deployment();
  let crashes = 0;
  const most = 12;
  // Before or after the write was done, so that every step goes through both, and each night has some of either.
  const roll = dice(seed);
  let number = 0;
  for (let writes = 1; writes <= most; writes++) {
    number++;
    of.at = nightTime(number);
    of.demo.setNight(number);
    // One step after the other, so that each is the one that its crash belongs to.
    let last: Promise<unknown> = Promise.resolve();
    const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
      const done = last.then(work);
      last = done.catch(() => {});
      return done;
    };
    const crashed = async <Result>(step: () => Promise<Result>): Promise<Result> => {
      const left = { writes };
      const after = roll() < 0.5;
      of.wrap = (locker) => crashing(locker, left, after);
      try {
        return await step();
      } catch (error) {
        expect(error).toBeInstanceOf(Crash);
        crashes++;
        left.writes = Number.POSITIVE_INFINITY;
        return await step();
      }
    };
    const result = await of.night((step) => inTurn(() => crashed(step)));
    expect(result).toMatchObject({ sequence: number });
  }
  expect(crashes).toBeGreaterThan(4 * most);
  expect(await problemsIn(of.location)).toEqual([]);
  const locker = openLocker(of.location);
  expect(await locker.names('chain/')).toHaveLength(number);
  for (const { key } of await locker.list('runs/'))
    if (key.endsWith('.json'))
      expect([key, (await locker.read(key))?.includes('"interrupted"')]).toEqual([key, false]);
  await locker.close();
});

describe('A function that fails', () => {
  test('makes its datasets failed, in words, and stops no other', async () => {
    await using of = await deployment();
    const planned = await of.plan();
    const { run } = planned;
    const [google, onepassword] = planned.connections ?? [];
    if (!google || !onepassword) throw new Error('There are several connections.');
    await of.collect(planned, google);
    const error = { Error: 'Sandbox.Timedout', Cause: '{"errorMessage":"canary"}' };
    of.failed(planned, { ...failed(onepassword), error });
    expect((await of.conclude(planned)).status).toBe('partial');
    expect((await of.seal(run)).status).toBe('partial');
    const files = await filesIn(of.location);
    const document = (name: string) =>
      JSON.parse(
        Buffer.from(files.get(`runs/${run.replaceAll(':', '-')}/${name}`) ?? '', 'base64').toString(),
      );
    expect(document('google/users.json').completeness).toBe('complete');
    expect(document('onepassword/events.json')).toMatchObject({
      completeness: 'failed',
      problem: { code: 'interrupted', message: expect.stringContaining('ran out of time') },
    });
    // Nobody left word of how this one ended.
    expect(document('github/members.json')).toMatchObject({
      completeness: 'failed',
      problem: { code: 'interrupted', message: expect.stringContaining('It is not known how') },
    });
    expect([...files.values()].map((text) => Buffer.from(text, 'base64').toString()).join()).not.toContain(
      'canary',
    );
    expect(await problemsIn(of.location)).toEqual([]);
  });

  test('after it had stored a dataset leaves that as it is', async () => {
    await using of = await deployment();
    const planned = await of.plan();
    const [google] = planned.connections ?? [];
    if (!google) throw new Error('There is a connection.');
    await of.collect(planned, google);
    const before = await filesIn(of.location);
    for (const one of planned.connections ?? []) of.failed(planned, failed(one));
    await of.conclude(planned);
    const after = await filesIn(of.location);
    for (const [key, text] of before) expect([key, after.get(key)]).toEqual([key, text]);
  });
});

function failed({ id, provider }: { id: string; provider: string }) {
  return { connection: id, provider, error: { Error: 'Lambda.Unknown', Cause: 'x' } };
}

describe('A night that was cut off', () => {
  test('is ended and sealed by the next one, before it', async () => {
    await using of = await deployment();
    const first = await of.plan();
    const google = first.connections?.[0];
    if (google) await of.collect(first, google);
    of.at = nightTime(2);
    of.demo.setNight(2);
    expect(await of.night()).toMatchObject({ sequence: 2 });
    const files = await filesIn(of.location);
    const findings = JSON.parse(
      Buffer.from(
        files.get(`runs/${first.run.replaceAll(':', '-')}/findings.json`) ?? '',
        'base64',
      ).toString(),
    );
    expect(
      findings.datasets.map(({ problem }: { problem: { code: string } | null }) => problem?.code ?? null),
    ).toEqual([...Array(6).fill(null), ...Array(31).fill('interrupted')]);
    expect(await problemsIn(of.location)).toEqual([]);
  });

  test('and may still be going on is left alone', async () => {
    await using of = await deployment();
    const { run } = await of.plan();
    of.at = new Date(of.at.getTime() + 3_600_000);
    await expect(of.plan()).rejects.toThrow(`start that run again with {"run": "${run}"}`);
    expect((await of.plan({ run })).connections).toHaveLength(13);
  });
});

test('A night that is sealed is not done again, and none is put before it', async () => {
  await using of = await deployment();
  of.at = nightTime(2);
  await of.night();
  expect(await of.plan()).toMatchObject({ already: true, connections: [] });
  of.at = nightTime(1);
  await expect(of.plan()).rejects.toThrow('Evidence is never added to the past');
});

test('A connection with a secret that a function cannot have says so in its evidence', async () => {
  await using of = await deployment();
  of.account.secrets.delete('GOOGLE_CREDENTIALS');
  const planned = await of.plan();
  const [google] = planned.connections ?? [];
  if (!google) throw new Error('There is a connection.');
  expect(await of.collect(planned, google)).toMatchObject({ done: true });
  const left = join(of.folder, 'nights', planned.night, 'google-workspace/google/done.json');
  expect(JSON.parse(readFileSync(left, 'utf8'))).toMatchObject({
    connection: 'google',
    datasets: [1, 2, 3, 4, 5, 6].map(() =>
      expect.objectContaining({ completeness: 'failed', problem: 'unauthenticated' }),
    ),
  });
});

test('A function with little time is called again, and leaves the evidence that it leaves in one call', async () => {
  await using of = await deployment();
  const planned = await of.plan();
  const [google] = planned.connections ?? [];
  if (!google) throw new Error('There is a connection.');
  // Each call has time for two questions, and then none.
  const context = () => {
    const left = [900_000, 900_000, 900_000];
    return { getRemainingTimeInMillis: () => left.pop() ?? 1_000 };
  };
  expect(await of.collect(planned, google, context)).toMatchObject({ done: true });
  expect(of.log.filter((line) => line.includes('"done":false')).length).toBeGreaterThan(1);
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectLockConfigurationCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Demo, nightTime, startDemo } from '../../demo/demo.ts';
import { night } from '../../lib/cli/night.ts';
import { openConfiguration } from '../../lib/cli/open.ts';
import type { Configuration } from '../../lib/config/configuration.ts';
import type { Collector } from '../../lib/evidence/document.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import type { Locker, LockerError } from '../../lib/locker/locker.ts';
import { openS3Locker } from '../../lib/locker/s3.ts';
import { startS3 } from '../locker/s3/server.ts';
import { callHosted } from './hosts.ts';

const server = await startS3();
const withServer = server ? describe : describe.skip;
const collector: Collector = { version: '1.0.0', commit: null, node: 'v24', trigger: 'schedule', by: null };

/** A bucket in which nothing can be deleted for a month. */
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

function collectNight(demo: Demo, configuration: Configuration, number: number) {
  const at = nightTime(number);
  const options = { configuration, at, environment: demo.environment, collector, now: () => at };
  return night(options, async (result) => result);
}

async function bytesIn(locker: Locker): Promise<Map<string, string>> {
  const contents = new Map<string, string>();
  for (const { key } of await locker.list(''))
    contents.set(key, (await locker.read(key))?.toString('base64') ?? '');
  await locker.close();
  return contents;
}

withServer('A company whose evidence lies in S3', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-end-to-end-'));
  const environment = server?.environment ?? {};
  const before = process.env;
  let location = '';
  let inS3: Configuration;
  let demo: Demo;

  /** Two nights from providers that are started anew on the same ports. */
  async function twoNights(configuration: Configuration | null, ports?: Demo['ports']) {
    let at = nightTime(1);
    demo = await startDemo({ folder, now: () => at, ...(ports ? { ports } : {}) });
    const config = join(folder, 'exhibit.yaml');
    if (!configuration) writeFileSync(config, demo.configuration('./evidence'));
    const used = configuration ?? (await openConfiguration({ config }));
    for (const number of [1, 2]) {
      at = nightTime(number);
      demo.setNight(number);
      await collectNight(demo, used, number);
    }
    return used;
  }

  beforeAll(async () => {
    process.env = { ...before, ...environment };
    location = `s3://${await lockedBucket()}/exhibit`;
    const inFolder = await twoNights(null);
    await demo.close();
    // The same configuration but for the store, so that its digest is the same as well; and what the key signed is
    // remembered apart, as on another machine.
    const signing = { ...inFolder.signing, memory: join(folder, 'remembered-of-s3.json') };
    inS3 = { ...inFolder, locker: location, signing };
    await twoNights(inS3, demo.ports);
  });

  afterAll(async () => {
    await demo?.close();
    await server?.close();
    process.env = before;
    rmSync(folder, { recursive: true, force: true });
  });

  test('has the same files as in a folder, byte for byte, but for the seals, whose signatures are made anew', async () => {
    const there = await bytesIn(openS3Locker(location));
    const here = await bytesIn(openFolderLocker(join(folder, 'evidence')));
    expect([...there.keys()]).toEqual([...here.keys()]);
    expect(there.size).toBeGreaterThan(40);
    for (const [key, bytes] of here)
      if (!key.startsWith('chain/')) expect([key, there.get(key) === bytes]).toEqual([key, true]);
  });

  test('has it verified where it lies', async () => {
    const [key = ''] = readdirSync(join(folder, 'evidence', 'keys'));
    const trusted = ['--key', join(folder, 'evidence', 'keys', key)];
    const { status, stdout } = await callHosted(['verify', location, ...trusted, '--json'], {
      cwd: folder,
      environment,
    });
    const { ok, problems, checked } = JSON.parse(stdout);
    expect([ok, problems, checked.runs, status]).toEqual([true, [], 2, 0]);
    const text = await callHosted(['verify', location, ...trusted], { cwd: folder, environment });
    expect(text.stdout).toContain(`${location}: 2 runs`);
  });

  test('is told where it stands, and what changed, from there', async () => {
    const config = join(folder, 'in-s3.yaml');
    writeFileSync(config, readFileSync(join(folder, 'exhibit.yaml'), 'utf8').replace('./evidence', location));
    const ask = async (command: string, from: string) =>
      JSON.parse(
        (await callHosted([command, '--config', from, '--json'], { cwd: folder, environment })).stdout,
      );
    for (const command of ['status', 'drift']) {
      const answer = await ask(command, config);
      expect(answer.run).toBe(`${nightTime(2).toISOString().slice(0, 19)}Z`);
      expect(answer).toEqual(await ask(command, join(folder, 'exhibit.yaml')));
    }
  });

  test('is told that a place without runs is no locker', async () => {
    const elsewhere = `${location}/elsewhere`;
    const config = join(folder, 'elsewhere.yaml');
    writeFileSync(
      config,
      readFileSync(join(folder, 'exhibit.yaml'), 'utf8').replace('./evidence', elsewhere),
    );
    for (const words of [
      ['status', '--config', config],
      ['verify', elsewhere],
    ]) {
      const { status, stderr } = await callHosted(words, { cwd: folder, environment });
      expect([status, stderr]).toEqual([2, expect.stringMatching(/not a locker|no locker/)]);
    }
  });

  test('does a night once, although two start it at the same moment', async () => {
    demo.setNight(3);
    const both = await Promise.allSettled([1, 2].map(() => collectNight(demo, inS3, 3)));
    const said = both.map((one) =>
      one.status === 'rejected' ? (one.reason as LockerError).code : one.value.already ? 'already' : 'done',
    );
    // The second is told that the first is at it, or, if that was quick, that it is done.
    expect(said.filter((word) => word === 'done')).toHaveLength(1);
    expect(['busy', 'already']).toContain(said.find((word) => word !== 'done'));
    expect((await collectNight(demo, inS3, 3)).already).toBe(true);
    const { stdout } = await callHosted(['verify', location, '--json'], { cwd: folder, environment });
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, checked: { runs: 3 } });
  });
});

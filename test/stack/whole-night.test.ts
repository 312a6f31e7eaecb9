import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Demo, nightTime, startDemo } from '../../demo/demo.ts';
import { thisCollector } from '../../lib/cli/collector.ts';
import { night } from '../../lib/cli/night.ts';
import { openConfiguration } from '../../lib/cli/open.ts';
import type { Configuration } from '../../lib/config/configuration.ts';
import { openS3Reader } from '../../lib/seal/verify/s3-reader.ts';
import { verifyLocker } from '../../lib/seal/verify/verify-locker.ts';
import { filesIn } from '../functions/deployment.ts';
import { type S3Server, startS3 } from '../locker/s3/server.ts';
import { type Moto, startMoto } from '../providers/aws/moto.ts';
import { type Aws, awsIn } from './whole/aws.ts';
import { type Deployment, deploy, type Fate } from './whole/deployed.ts';
import { differences } from './whole/differences.ts';
import { type Synthesized, synthesize } from './whole/template.ts';

const s3 = await startS3({ longPolicies: true });
const moto = s3 && (await startMoto());
const withStandIns = s3 && moto ? describe : describe.skip;
const folder = mkdtempSync(join(tmpdir(), 'exhibit-whole-'));
const before = { ...process.env };
/** Of the story: an owner lifts GitHub's requirement on the second one. */
const nights = [3, 4];
const longMs = 300_000;

let at = nightTime(3);
let demo: Demo;
let aws: Aws;
let configuration: Configuration;
let stack: Synthesized;

afterAll(async () => {
  await demo?.close();
  aws?.[Symbol.dispose]();
  await moto?.close();
  await s3?.close();
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

/** Makes it that night. What lies beside the bundles goes with a deployment, as people make one after an export. */
function become(number: number, made?: Deployment): void {
  at = nightTime(number);
  demo.setNight(number);
  for (const { file } of made?.functions.values() ?? [])
    copyFileSync(join(folder, 'vaults.json'), join(dirname(file), 'vaults.json'));
}

async function nightsBy(made: Deployment, numbers: readonly number[], fate?: Fate) {
  const done = [];
  await aws.guard(true);
  try {
    for (const number of numbers) {
      become(number, made);
      done.push(await made.night(at, fate));
    }
  } finally {
    await aws.guard(false);
  }
  return done;
}

async function newDeployment(): Promise<Deployment> {
  return await deploy(stack, { s3: s3 as S3Server, aws, folder });
}

async function verified(made: Deployment) {
  const reader = openS3Reader(made.locker);
  try {
    return await verifyLocker(reader, { trustedKeys: [made.publicKey] });
  } finally {
    await reader.close();
  }
}

/** The files of the first nights in a folder, as `exhibit run` leaves them. */
const byCommandLine = new Map<string, string>();

withStandIns('A night by the state machine, with the bundled functions, each under its own account', () => {
  let made: Deployment;
  let events: Awaited<ReturnType<Deployment['events']>>;
  let results: Awaited<ReturnType<typeof nightsBy>>;

  beforeAll(async () => {
    demo = await startDemo({ folder, now: () => at, night: 3 });
    const file = join(folder, 'exhibit.yaml');
    writeFileSync(file, demo.configuration('./evidence', { credentials: (id) => `secret:exhibit/${id}` }));
    configuration = await openConfiguration({ config: file });
    stack = synthesize(configuration, join(folder, 'cdk.out'));
    aws = awsIn(moto as Moto);
    Object.assign(process.env, s3?.environment, { AWS_ENDPOINT_URL_SECRETS_MANAGER: aws.url });
    for (const [id, value] of Object.entries(demo.credentials)) await aws.secret(`exhibit/${id}`, value);
    for (const number of nights) {
      become(number);
      const options = { configuration, at, environment: {}, collector: thisCollector(), now: () => at };
      await night(options, async () => null);
    }
    for (const [key, bytes] of await filesIn(join(folder, 'evidence'))) byCommandLine.set(key, bytes);
    made = await newDeployment();
    results = await nightsBy(made, nights);
    events = await made.events();
  }, longMs);

  test('leaves what `exhibit run` leaves in a folder, but for what names the machine and the seals', async () => {
    const found = await filesIn(made.locker);
    expect(found.size).toBeGreaterThan(40);
    expect(differences(byCommandLine, found)).toEqual([]);
  });

  test('leaves a locker that verifies with the key of KMS', async () => {
    const result = await verified(made);
    expect(result.problems).toEqual([]);
    expect(result).toMatchObject({ ok: true, checked: { runs: nights.length } });
  });

  test('is announced on the bus', () => {
    expect(results.map(({ result }) => result)).toEqual(
      nights.map(() => ({ run: expect.any(String), sent: expect.any(Number) })),
    );
    const kinds = events.map((event) => event['detail-type']);
    expect(kinds.filter((kind) => kind === 'Exhibit Run Sealed')).toHaveLength(nights.length);
    expect(kinds).toContain('Exhibit Drift');
    expect(events.every(({ source }) => source === 'exhibit')).toBe(true);
  });
});

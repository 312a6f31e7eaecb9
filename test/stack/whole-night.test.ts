import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3';
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
import { dice, seed } from '../properties.ts';
import { type Moto, startMoto } from '../providers/aws/moto.ts';
import { type Aws, awsIn } from './whole/aws.ts';
import { type Call, callOf } from './whole/calls.ts';
import { type Deployment, deploy, type Fate } from './whole/deployed.ts';
import { differences } from './whole/differences.ts';
import { region, type Synthesized, synthesize } from './whole/template.ts';
import { worldFrom } from './world.ts';

const s3 = await startS3({ longPolicies: true });
const moto = s3 && (await startMoto());
const withStandIns = s3 && moto ? describe : describe.skip;
const folder = mkdtempSync(join(tmpdir(), 'exhibit-whole-'));
const before = { ...process.env };
/** Of the story: an owner lifts GitHub's requirement on the second one. */
const nights = [3, 4];

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

/** Makes it that night. Somebody uploads the day's export. */
async function become(number: number, made?: Deployment): Promise<void> {
  at = nightTime(number);
  demo.setNight(number);
  if (!made) return;
  const Body = readFileSync(join(folder, 'vaults.json'));
  await s3?.client.send(
    new PutObjectCommand({ Bucket: made.workBucket, Key: 'exports/onepassword.json', Body }),
  );
}

async function nightsBy(made: Deployment, numbers: readonly number[], fate?: Fate) {
  const done = [];
  await aws.guard(true);
  try {
    for (const number of numbers) {
      await become(number, made);
      done.push(await made.night(at, fate));
    }
  } finally {
    await aws.guard(false);
  }
  return done;
}

/** Starts the providers, on the same ports as before, with nothing asked of them yet. */
async function freshProviders(): Promise<void> {
  const ports = demo?.ports;
  await demo?.close();
  at = nightTime(nights[0] ?? 1);
  demo = await startDemo({ folder, now: () => at, ...(ports ? { ports } : {}) });
  for (const [id, value] of Object.entries(demo.credentials)) await aws.secret(`exhibit/${id}`, value);
}

async function newDeployment(): Promise<Deployment> {
  await freshProviders();
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

const no = 'AccessDenied';
/** Keys that a function may or may not write; RUN is a sealed run. */
const probes = [
  ['Functions/Plan', 'chain/0000000009.sigstore.json', no],
  ['Functions/Plan', 'runs/RUN/findings.json', no],
  ['Functions/Collect-github', 'runs/RUN/google/probe.json', no],
  ['Functions/Collect-github', 'runs/2026-01-01T00-00-00Z/github/probe.json', 'done'],
  ['Functions/Collect-github', 'chain/0000000009.sigstore.json', no],
  ['Functions/Conclude', 'runs/RUN/google/users.ndjson', no],
  ['Functions/Conclude', 'chain/0000000009.sigstore.json', no],
  ['Functions/Seal', 'runs/RUN/google/users.json', no],
  ['Functions/Seal', 'chain/0000000002.sigstore.json', 'PreconditionFailed'],
  ['Functions/Alert', 'runs/RUN/findings.json', no],
  ['Functions/Alert', 'chain/0000000009.sigstore.json', no],
  ['Functions/Package', 'runs/RUN/probe.json', no],
  ['Functions/Package', 'packages/probe.zip', no],
] as const;

/** The files of the first nights in a folder, as `exhibit run` leaves them. */
const byCommandLine = new Map<string, string>();

withStandIns('A night by the state machine, with the bundled functions, each under its own account', () => {
  let made: Deployment;
  let events: Awaited<ReturnType<Deployment['events']>>;
  let results: Awaited<ReturnType<typeof nightsBy>>;

  beforeAll(async () => {
    aws = awsIn(moto as Moto);
    await freshProviders();
    const file = join(folder, 'exhibit.yaml');
    writeFileSync(file, demo.configuration('./evidence', { credentials: (id) => `secret:exhibit/${id}` }));
    configuration = await openConfiguration({ config: file });
    stack = await synthesize(configuration, join(folder, 'cdk.out'));
    Object.assign(process.env, s3?.environment, { AWS_ENDPOINT_URL_SECRETS_MANAGER: aws.url });
    for (const number of nights) {
      await become(number);
      const options = { configuration, at, environment: {}, collector: thisCollector(), now: () => at };
      await night(options, async () => null);
    }
    for (const [key, bytes] of await filesIn(join(folder, 'evidence'))) byCommandLine.set(key, bytes);
    made = await newDeployment();
    results = await nightsBy(made, nights);
    events = await made.events();
  });

  test('leaves what `exhibit run` leaves in a folder, but for what names the machine and the seals', async () => {
    const found = await filesIn(made.locker);
    expect(found.size).toBeGreaterThan(40);
    expect(differences(byCommandLine, found)).toEqual([]);
  });

  test('asks nothing that the policies of roles, buckets and keys would not allow, evaluated with their conditions', () => {
    const world = worldFrom(stack.resources);
    const host = new URL((s3 as S3Server).url).hostname;
    const counted = new Map<string, number>();
    for (const { ended, place } of results.flatMap(({ calls }) => calls)) {
      if (ended instanceof Error) throw ended;
      for (const { action, context, ...what } of ended.asked.map((asked) => callOf(asked, host))) {
        const to = placeAsked(made, action, what);
        if (to === null) continue;
        const said = world.ask(world.role(`${place}/Role`), action, to, context);
        expect([place, action, to, said]).toEqual([place, action, to, 'allowed']);
        counted.set(`${action} ${to.place}`, (counted.get(`${action} ${to.place}`) ?? 0) + 1);
      }
    }
    expect([...counted.keys()]).toEqual(
      expect.arrayContaining([
        ...['s3:PutObject', 's3:GetObject', 's3:ListBucket'].map((action) => `${action} Locker/Bucket`),
        ...['s3:PutObject Work/Bucket', 's3:PutObject SignerMemory/Bucket'],
        ...['kms:Sign SigningKey/Key', 'events:PutEvents Drift/Bus'],
      ]),
    );
    expect([...counted.values()].reduce((sum, one) => sum + one, 0)).toBeGreaterThan(300);
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

  test('cannot be written again, deleted or unlocked earlier, and has one writer of each number', async () => {
    const { client } = s3 as S3Server;
    const Bucket = made.lockerBucket;
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'chain/' }));
    const [{ Key, VersionId } = {}] = Versions;
    expect(Versions).toHaveLength(nights.length);
    const again = new PutObjectCommand({ Bucket, Key, Body: 'another', IfNoneMatch: '*' });
    const deleted = new DeleteObjectCommand({ Bucket, Key, VersionId });
    const unlocked = new DeleteObjectCommand({ Bucket, Key, VersionId, BypassGovernanceRetention: true });
    const Retention = { Mode: 'COMPLIANCE', RetainUntilDate: new Date(Date.now() + 60_000) } as const;
    const shortened = new PutObjectRetentionCommand({ Bucket, Key, VersionId, Retention });
    // This S3 counts a bucket's own retention at each delete, and gives the object none of its own as Amazon's does.
    const tenYears = {
      Mode: 'COMPLIANCE',
      RetainUntilDate: new Date(Date.now() + 3650 * 86_400_000),
    } as const;
    await client.send(new PutObjectRetentionCommand({ Bucket, Key, VersionId, Retention: tenYears }));
    // By the owner of the bucket, whom no policy keeps from anything.
    expect(await refusal(client, again)).toBe('PreconditionFailed');
    for (const command of [deleted, unlocked, shortened])
      expect([command.constructor.name, await refusal(client, command)]).toEqual([
        command.constructor.name,
        'AccessDenied',
      ]);
  });

  test.each(probes)('lets %s write %s: %s', async (place, key, may) => {
    const run = [...byCommandLine.keys()].find((one) => one.startsWith('runs/'))?.split('/')[1];
    const client = clientOf(made, place);
    const Key = key.replace('RUN', run ?? '');
    const put = new PutObjectCommand({ Bucket: made.lockerBucket, Key, Body: 'x', IfNoneMatch: '*' });
    expect(await refusal(client, put)).toBe(may);
    client.destroy();
  });

  test('is told to Athena by files that hold addresses and nothing else, which are those of what lies there', async () => {
    const { client } = s3 as S3Server;
    const listed = new ListObjectsV2Command({ Bucket: made.workBucket, Prefix: 'athena/' });
    const keys = ((await client.send(listed)).Contents ?? []).map(({ Key = '' }) => Key);
    const addresses = keys.filter((key) => key.endsWith('.txt'));
    const findings = addresses.filter((key) => key.startsWith('athena/findings/'));
    expect(findings).toHaveLength(nights.length);
    expect(addresses.length).toBeGreaterThan(20);
    for (const Key of addresses) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: made.workBucket, Key }));
      const address = (await Body?.transformToString()) ?? '';
      const place = `${made.locker}/`;
      expect([Key, address.startsWith(place)]).toEqual([Key, true]);
      expect([Key, byCommandLine.has(address.slice(place.length))]).toEqual([Key, true]);
    }
    for (const table of ['controls', 'datasets', 'drift', 'standard'])
      expect([table, keys.filter((key) => key.startsWith(`athena/${table}/`)).length]).toEqual([
        table,
        nights.length,
      ]);
  });

  test('lets a collecting function read what its own connections brought, and nothing of another’s', async () => {
    const github = clientOf(made, 'Functions/Collect-github');
    const read = (Key: string) => refusal(github, new GetObjectCommand({ Bucket: made.lockerBucket, Key }));
    const [first = ''] = [...byCommandLine.keys()].filter((key) => key.startsWith('runs/'));
    const run = first.split('/').slice(0, 2).join('/');
    expect(await read(`${run}/github/members.ndjson`)).toBe('done');
    expect(await read(`${run}/SHA256SUMS`)).toBe('done');
    for (const path of ['google/users.ndjson', 'findings.ndjson', 'findings.json', 'standard.json'])
      expect([path, await read(`${run}/${path}`)]).toEqual([path, no]);
    github.destroy();
  });

  test('lets no function delete or lock, and none but the collecting one touch unfinished work of its connection', async () => {
    const [key = ''] = byCommandLine.keys();
    for (const place of made.functions.keys()) {
      const client = clientOf(made, place);
      const evidence = { Bucket: made.lockerBucket, Key: key };
      const Retention = { Mode: 'COMPLIANCE', RetainUntilDate: new Date('2099-01-01') } as const;
      const own = 'collections/runs/2026-01-01T00-00-00Z/github/0123456789abcdef-0/unfinished.json';
      const work = { Bucket: made.workBucket, Key: own, Body: 'x' };
      const answers = [
        await refusal(client, new DeleteObjectCommand(evidence)),
        await refusal(client, new PutObjectRetentionCommand({ ...evidence, Retention })),
        await refusal(client, new PutObjectCommand(work)),
      ];
      const collects = place === 'Functions/Collect-github';
      expect([place, ...answers]).toEqual([
        place,
        'AccessDenied',
        'AccessDenied',
        collects ? 'done' : 'AccessDenied',
      ]);
      client.destroy();
    }
  });

  test('lets the packaging function alone write packages, and the sealing one read their manifests alone', async () => {
    const Bucket = made.workBucket;
    for (const place of made.functions.keys()) {
      const client = clientOf(made, place);
      const isPackaging = place === 'Functions/Package';
      const [package_, manifest] = ['packages/probe.zip', 'packages/manifests/probe.json'];
      const answers = [];
      for (const Key of [package_, manifest])
        answers.push(await refusal(client, new PutObjectCommand({ Bucket, Key, Body: 'x' })));
      for (const Key of [package_, manifest]) {
        await s3?.client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
        answers.push(await refusal(client, new GetObjectCommand({ Bucket, Key })));
      }
      const may = (allowed: boolean): string => (allowed ? 'done' : no);
      const reads = isPackaging || place === 'Functions/Seal';
      const expected = [may(isPackaging), may(isPackaging), may(isPackaging), may(reads)];
      expect([place, ...answers]).toEqual([place, ...expected]);
      client.destroy();
    }
  });

  test('lets one function sign, one announce, and the collecting ones alone read secrets', async () => {
    await aws.guard(true);
    for (const [place, credentials] of made.credentials) {
      const may = await aws.tried(credentials, { key: made.keyArn, secret: 'exhibit/github', bus: made.bus });
      expect([place, may]).toEqual([
        place,
        {
          sign: place === 'Functions/Seal',
          readSecret: place.startsWith('Functions/Collect-') && place !== 'Functions/Collect-dns',
          announce: place === 'Functions/Alert',
        },
      ]);
    }
    await aws.guard(false);
  });
});

withStandIns('A night whose functions are ended at random', () => {
  test('loses and doubles nothing', async () => {
    const made = await newDeployment();
    const roll = dice(seed);
    const [{ calls } = { calls: [] }] = await nightsBy(made, nights.slice(0, 1), (_, call) => ({
      dies:
        call > 2 ? null : { requests: 1 + Math.floor(roll() * 6), when: roll() < 0.5 ? 'begun' : 'answered' },
    }));
    const ended = calls.filter((call) => call.ended instanceof Error);
    expect(ended.map((call) => (call.ended as Error).name)).toEqual(ended.map(() => 'Runtime.ExitError'));
    expect(ended.length).toBeGreaterThan(10);
    expect(await verified(made)).toMatchObject({ ok: true, problems: [], checked: { runs: 1 } });
    expect(differences(firstNight(byCommandLine), firstNight(await filesIn(made.locker)))).toEqual([]);
    const events = await made.events();
    expect(events.map((event) => event['detail-type'])).toContain('Exhibit Run Sealed');
  });
});

withStandIns('A night whose functions have little time', () => {
  test('is collected in several calls, and leaves the same evidence', async () => {
    const made = await newDeployment();
    const little = [...Array(3).fill(900_000), 1_000];
    const [{ calls } = { calls: [] }] = await nightsBy(made, nights.slice(0, 1), (state) =>
      state.startsWith('Collect ') ? { remaining: little } : {},
    );
    expect(calls.filter(({ state }) => state === 'Collect google-workspace').length).toBeGreaterThan(1);
    expect(await verified(made)).toMatchObject({ ok: true, problems: [], checked: { runs: 1 } });
    expect(differences(firstNight(byCommandLine), firstNight(await filesIn(made.locker)))).toEqual([]);
  });
});

/** What a request is about; null for secrets, of which the request's body says which: `test/stack/evaluated.test.ts` has those. */
function placeAsked(
  { lockerBucket, workBucket }: Deployment,
  action: string,
  { bucket, key }: Pick<Call, 'bucket' | 'key'>,
): { readonly place: string; readonly key?: string } | null {
  if (action.startsWith('secretsmanager:')) return null;
  if (bucket === null) return { place: action.startsWith('kms:') ? 'SigningKey/Key' : 'Drift/Bus' };
  // What the deployment uploaded lies in no bucket of the stack's: `rights.test.ts` holds who may read it.
  if (bucket.startsWith('cdk-')) return null;
  const places = { [lockerBucket]: 'Locker/Bucket', [workBucket]: 'Work/Bucket' };
  return { place: places[bucket] ?? 'SignerMemory/Bucket', ...(key === null ? {} : { key }) };
}

function firstNight(files: ReadonlyMap<string, string>): Map<string, string> {
  const [first] = [...files.keys()].filter((key) => key.startsWith('runs/')).toSorted();
  const prefix = first?.split('/').slice(0, 2).join('/') ?? '';
  return new Map([...files].filter(([key]) => key.startsWith(`${prefix}/`)));
}

function clientOf(made: Deployment, place: string): S3Client {
  const credentials = made.credentials.get(place);
  if (!credentials) throw new Error(`There is no function at ${place}.`);
  return new S3Client({ endpoint: (s3 as S3Server).url, region, credentials, forcePathStyle: true });
}

async function refusal(client: S3Client, command: object): Promise<string> {
  return await client.send(command as never).then(
    () => 'done',
    (error: Error) => error.name,
  );
}

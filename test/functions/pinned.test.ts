import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { packConfiguration, readConfigurationObject } from '../../lib/config/object.ts';
import { runFolder } from '../../lib/locker/keys.ts';
import { openLocker } from '../../lib/locker/open.ts';
import { alertFunction } from '../../lib/nightly/functions/alert.ts';
import { collectFunction } from '../../lib/nightly/functions/collect.ts';
import { concludeFunction } from '../../lib/nightly/functions/conclude.ts';
import type { PlanEvent } from '../../lib/nightly/functions/events.ts';
import { planFunction } from '../../lib/nightly/functions/plan.ts';
import { sealFunction } from '../../lib/nightly/functions/seal.ts';
import { packageFunction } from '../../lib/package/function/package-function.ts';
import { datasetOf } from '../../lib/providers/dataset-of.ts';
import { collector as google } from '../../lib/providers/google-workspace/collect/index.ts';
import { manifests } from '../../lib/providers/manifests.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { uploaded } from './configured.ts';

const text = (more = '') => `version: 1
organization: Acme
timezone: UTC
connections:
  - id: google
    provider: google-workspace
    credentials: secret:google
    subject: ana@acme.example
${more}`;
const waiver = `waivers:
  - control: google-workspace.mfa-enrolled
    subject: ben@acme.example
    reason: On leave
    approvedBy: ana@acme.example
    expires: 2026-12-31
`;

const now = new Date('2026-11-01T02:00:10Z');
const run = '2026-11-01T02:00:00Z';
const night = 'runs/2026-11-01T02-00-00Z/0b1e2d3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e';
const day = '2026-11-01';
let folder: string;
let file: string;
let log: string[];
beforeEach(async () => {
  folder = await temporaryFolder();
  file = join(folder, 'exhibit.yaml');
  log = [];
});

const means = () => ({
  environment: {
    EXHIBIT_CONFIGURATIONS: join(folder, 'configurations'),
    EXHIBIT_LOCKER: join(folder, 'evidence'),
    EXHIBIT_SIGNER_MEMORY: join(folder, 'memory'),
    EXHIBIT_SIGNING_KEY: join(folder, 'key.pem'),
    EXHIBIT_BUS: 'alerts',
    EXHIBIT_WORK: join(folder, 'work'),
    EXHIBIT_NIGHTS: join(folder, 'nights'),
    EXHIBIT_PACKAGES: 's3://acme-work/packages',
    EXHIBIT_PACKAGE_LINK_SECONDS: '900',
  },
  now: () => now,
  write: (line: string) => void log.push(line),
});

function deployed(yaml: string): Omit<PlanEvent, 'asked'> {
  writeFileSync(file, yaml);
  return uploaded(file);
}

const plan = (told: Omit<PlanEvent, 'asked'>) => planFunction(means())({ asked: { run }, ...told });
const keptAt = (sha256: string) => join(folder, 'configurations', `${sha256}.json`);
const inRun = (name: string) =>
  JSON.parse(readFileSync(join(folder, 'evidence', runFolder(run), name), 'utf8'));

/** Puts something else where an object is kept, which no function can. */
function replaced(path: string, bytes: string | Buffer): void {
  chmodSync(path, 0o600);
  writeFileSync(path, bytes);
}

describe('The plan of a night', () => {
  test('names the configuration by its hash, as does what the night is judged by, and keeps it', async () => {
    const told = deployed(text());
    const { sha256 } = told.configuration;
    await plan(told);
    expect(inRun('plan.json').configuration).toEqual({
      object: sha256,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(inRun('standard.json').configuration).toEqual({ object: sha256 });
    expect(readFileSync(keptAt(sha256))).toEqual(readFileSync(told.configuration.location));
  });

  test('goes on by the one that it names, whatever was deployed and cleared away since', async () => {
    const first = deployed(text());
    await plan(first);
    rmSync(dirname(first.configuration.location), { recursive: true });
    const second = deployed(text(waiver));
    expect(second.configuration.sha256).not.toBe(first.configuration.sha256);
    await plan(second);
    expect(inRun('plan.json').configuration.object).toBe(first.configuration.sha256);
    expect(existsSync(keptAt(second.configuration.sha256))).toBe(false);
    await concludeFunction(means())({ run, night });
    expect(inRun('findings.json').configuration.sha256).toBe(inRun('plan.json').configuration.sha256);
    expect(inRun('standard.json').waivers).toEqual([]);
  });

  test('goes by the one that it is judged by, where an attempt ended before there was a plan', async () => {
    const first = deployed(text());
    await plan(first);
    rmSync(join(folder, 'evidence', runFolder(run), 'plan.json'), { force: true });
    await plan(deployed(text(waiver)));
    expect(inRun('plan.json').configuration.object).toBe(first.configuration.sha256);
    expect(inRun('standard.json').configuration.object).toBe(first.configuration.sha256);
  });

  test('is concluded by what was left of this run, and of no other', async () => {
    await plan(deployed(text()));
    const other = night.replace('2026-11-01', '2026-10-31');
    await expect(concludeFunction(means())({ run, night: other })).rejects.toMatchObject({
      name: 'EventError',
    });
    expect(existsSync(join(folder, 'evidence', runFolder(run), 'findings.json'))).toBe(false);
  });

  test('needs no upload where the same one is kept already', async () => {
    const told = deployed(text());
    await plan(told);
    rmSync(told.configuration.location);
    await planFunction(means())({ asked: { run }, ...told });
    rmSync(keptAt(told.configuration.sha256), { force: true });
    await expect(plan(told)).rejects.toThrow(/was deployed is not at .*Deploy again/);
  });

  test('is refused where what was uploaded is another object', async () => {
    const told = deployed(text());
    writeFileSync(told.configuration.location, readFileSync(deployed(text(waiver)).configuration.location));
    await expect(plan(told)).rejects.toMatchObject({ name: 'RunError', code: 'configuration-gone' });
    expect(existsSync(join(folder, 'evidence', 'runs'))).toBe(false);
    expect(existsSync(keptAt(told.configuration.sha256))).toBe(false);
  });
});

describe('A run is gone on with by its own configuration, and is refused, in words, where that needs what is not deployed any more:', () => {
  const more = `  - id: code
    provider: github
    credentials: secret:code
    org: acme
alerts:
  webhook: secret:webhook
`;
  test.each([
    ['a connection', text(more), 'connections: code: github'],
    [
      'where its secret is',
      text().replace('secret:google', 'secret:other'),
      'connections: google: credentials: secret:other',
    ],
    ['a webhook', text(more), 'alerts: webhook: secret:webhook'],
  ])('%s', async (_, yaml, words) => {
    await plan(deployed(yaml));
    const refused = plan(deployed(text()));
    await expect(refused).rejects.toMatchObject({ name: 'RunError', code: 'not-deployed' });
    await expect(refused).rejects.toThrow(words);
    expect(log.join()).toContain('Let the next night close the run');
    const night = readdirSync(join(folder, 'evidence', runFolder(run)));
    expect(night.toSorted()).toEqual(['plan.json', 'standard.json']);
  });

  test('but one by which a night was judged already is none of these: nothing more is asked by it', async () => {
    const planned = await plan(deployed(text(more)));
    await concludeFunction(means())({ run, night: planned.night });
    expect(await plan(deployed(text()))).toMatchObject({ already: false, connections: [] });
  });

  test('and one that needs less is none of these', async () => {
    await plan(deployed(text()));
    expect((await plan(deployed(text(more)))).connections).toHaveLength(1);
  });

  test('nor is anything begun where nobody can say what was deployed', async () => {
    await plan(deployed(text(more)));
    const told = deployed(text());
    rmSync(told.configuration.location);
    await expect(plan(told)).rejects.toMatchObject({ name: 'RunError', code: 'configuration-gone' });
  });
});

describe('Every later step refuses', () => {
  const steps = {
    collect: () => collectFunction(google, means())({ run, night, connection: 'google', cursor: null }),
    package: () => packageFunction({ providers: manifests, datasetOf }, means())({ from: day, to: day }),
    conclude: () => concludeFunction(means())({ run, night }),
    seal: () => sealFunction(means(), { openSigner: (path) => openKeyFile(path) })({ run }),
    alert: () => alertFunction(means(), { openBus: (name) => ({ name, deliver: async () => 1 }) })({ run }),
  };

  test.each(Object.entries(steps))('another object in the place of the pinned one: %s', async (_, step) => {
    const told = deployed(text());
    await plan(told);
    replaced(keptAt(told.configuration.sha256), readFileSync(deployed(text(waiver)).configuration.location));
    await expect(step()).rejects.toMatchObject({ name: 'RunError', code: 'configuration-gone' });
  });

  test.each(Object.entries(steps))('a pinned one that is gone: %s', async (_, step) => {
    const told = deployed(text());
    await plan(told);
    rmSync(keptAt(told.configuration.sha256));
    await expect(step()).rejects.toMatchObject({ name: 'RunError', code: 'configuration-gone' });
  });

  test.each(Object.entries(steps))('a run of which no plan says what it goes by: %s', async (_, step) => {
    const locker = openLocker(join(folder, 'evidence'));
    await locker.create(`${runFolder(run)}/plan.json`, '{"configuration":{"sha256":"x"}}');
    await locker.close();
    await expect(step()).rejects.toThrow('Start the state machine');
  });
});

test('A function leaves no configuration on its disk', async () => {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = await temporaryFolder();
  try {
    await plan(deployed(text()));
    expect(readdirSync(process.env.TMPDIR).filter((name) => name.includes('configuration'))).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
});

describe('An object', () => {
  const file = (name: string) => ({ name, bytes: Buffer.from([0, 255]) });
  const of = (...names: string[]) => packConfiguration({ files: names.map(file), code: [] });

  test('is the same bytes whatever the order of its files, and reads back', () => {
    const { bytes, sha256 } = of('exhibit.yaml', 'keys/a.pem');
    expect(of('keys/a.pem', 'exhibit.yaml').sha256).toBe(sha256);
    expect(readConfigurationObject(bytes)).toEqual({
      files: [file('exhibit.yaml'), file('keys/a.pem')],
      code: [],
    });
  });

  test.each(['../x', '/etc/x', 'a/../../x', 'a\\x', '.', 'a/..', ''])(
    'with a file %j, which would lie elsewhere, is none',
    (name) => {
      expect(readConfigurationObject(of('exhibit.yaml', name).bytes)).toBeNull();
    },
  );

  test.each(['', '{}', '[]', 'null', '{"schema":"exhibit/configuration/v1","files":[],"code":[]}'])(
    'is not %j',
    (bytes) => {
      expect(readConfigurationObject(Buffer.from(bytes))).toBeNull();
    },
  );
});

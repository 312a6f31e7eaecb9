import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { type Json, night } from './company.ts';
import { type Scene, stage, timeText } from './harness.ts';
import { callHostedAt } from './hosts.ts';

const call = callHostedAt(night);
const scene = () => stage({ call, now: () => night, connections: ['google'] });
const at = ['--at', timeText(night)];
const day = night.toISOString().slice(0, 10);

/** Every command that opens the locker. */
const readers: readonly (readonly string[])[] = [
  ['status'],
  ['drift'],
  ['verify'],
  ['open', '--no-browser'],
  ['package', '--unsigned', '--from', day, '--to', day],
  ['sample', '--control', 'google-workspace.mfa-enforced'],
  ['review'],
  ['attest', 'onepassword.mfa-enforced', '--by', 'ana@larch.example', '--note', 'Looked'],
];
const writers: readonly (readonly string[])[] = [
  ['run', ...at],
  ['run', '--dry-run', ...at],
];

/** Changes the configuration. */
function configure({ folder }: Scene, change: (configuration: Json) => object): void {
  const file = join(folder, 'exhibit.yaml');
  writeFileSync(file, stringify(change(parse(readFileSync(file, 'utf8')))));
}

async function toldIn(
  { exhibit }: Scene,
  words: readonly string[],
  expected: RegExp,
  environment: Record<string, string | undefined> = {},
): Promise<void> {
  const { status, stderr } = await exhibit(words, { environment });
  expect([words[0], status, stderr]).toEqual([words[0], 2, expect.stringMatching(expected)]);
  expect(stderr).not.toMatch(/\bbug\b|at .*\.ts:\d+/);
}

/** No variable, no profile, no machine's role. */
const nobody = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_REGION: 'eu-west-1',
  AWS_CONFIG_FILE: '/nowhere',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
};

describe('A missing AWS login', () => {
  test.each([...readers, ...writers])('is told by %s, of a locker in a bucket', async (...words) => {
    await using here = await scene();
    configure(here, (configuration) => ({ ...configuration, locker: 's3://larch-evidence' }));
    await toldIn(here, words, /No AWS credentials were found/, nobody);
  });

  test('is told by run, of a signing key in KMS', async () => {
    await using here = await scene();
    const signing = { key: 'kms:alias/exhibit', memory: './memory.json' };
    configure(here, (configuration) => ({ ...configuration, signing }));
    await toldIn(
      here,
      ['run', ...at],
      /signing key .* cannot be used\. No AWS credentials were found/,
      nobody,
    );
  });
});

describe('A closed port', () => {
  test.each([...readers, ...writers])('is told by %s, of a locker in a bucket', async (...words) => {
    await using here = await scene();
    configure(here, (configuration) => ({ ...configuration, locker: 's3://larch-evidence' }));
    await toldIn(here, words, /s3:\/\/larch-evidence.*ECONNREFUSED/, {
      ...nobody,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_MAX_ATTEMPTS: '1',
    });
  });
});

describe('A provider that cannot be reached', () => {
  test.each([
    ['a closed port', 'http://127.0.0.1:49151', /refused/],
    ['an unknown host', 'https://none.invalid', /host\s+name\s+not\s+found/],
  ])('is told by run and doctor: %s', async (_, endpoint, words) => {
    await using here = await scene();
    const key = JSON.parse(here.environment.GOOGLE_CREDENTIALS ?? '{}');
    const environment = {
      GOOGLE_CREDENTIALS: JSON.stringify({ ...key, token_uri: `${endpoint}/token` }),
    };
    configure(here, (configuration) => ({
      ...configuration,
      connections: configuration.connections.map((one: Json) => ({ ...one, endpoint, patience: 0 })),
    }));
    const run = await here.exhibit(['run', ...at], { environment });
    expect([run.status, run.stdout]).toEqual([2, expect.stringMatching(words)]);
    const doctor = await here.exhibit(['doctor'], { environment });
    expect([doctor.status, doctor.stdout]).toEqual([1, expect.stringMatching(words)]);
    expect(run.stderr + doctor.stderr).not.toContain('bug');
  });
});

describe('A wrong key file', () => {
  test.each([
    ['no key', 'hello', 0o600, /does not hold a P-256 private key/],
    ['a key that others may read', 'hello', 0o644, /chmod 600/],
    ['a key of UTF-16', '\u0000\ud800', 0o600, /cannot be read|does not hold/],
  ])('is told by every command that signs: %s', async (_, text, mode, words) => {
    await using here = await scene();
    await here.run(night);
    const file = join(here.folder, '.exhibit', 'signing-key.pem');
    writeFileSync(file, text);
    chmodSync(file, mode);
    const later = timeText(new Date(night.getTime() + 60_000));
    for (const command of [['run', '--at', later], ['package', '--from', day, '--to', day], ['rotate-key']])
      await toldIn(here, command, words);
  });

  test('of another’s public key is told by verify', async () => {
    await using here = await scene();
    await here.run(night);
    writeFileSync(join(here.folder, 'wrong.pem'), 'hello');
    await toldIn(here, ['verify', '--key', 'wrong.pem'], /key/);
    await toldIn(here, ['verify', '--key', 'none.pem'], /none\.pem cannot be read \(ENOENT\)/);
  });
});

describe('A folder that is none, or where nobody may write', () => {
  test.each([
    ['run', ['run', ...at], /cannot be (written|used|made)|ENOTDIR/],
    ['init', ['init', '--config', 'file/exhibit.yaml'], /cannot be written \((ENOTDIR|EEXIST)\)/],
    ['package', ['package', '--from', day, '--to', day, '--out', 'file/p.zip'], /ENOTDIR/],
  ])('is told by %s', async (_, words, expected) => {
    await using here = await scene();
    if (words[0] === 'package') await here.run(night);
    writeFileSync(join(here.folder, 'file'), '');
    if (words[0] === 'run')
      configure(here, (configuration) => ({ ...configuration, locker: './file/evidence' }));
    mkdirSync(join(here.folder, 'other'));
    await toldIn(here, words, expected);
  });
});

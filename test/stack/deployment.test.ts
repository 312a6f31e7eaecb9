import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Configuration } from '../../lib/config/configuration.ts';
import { ConfigurationError, type Fault } from '../../lib/config/error.ts';
import { readConfigurationObject } from '../../lib/config/object.ts';
import { parseConfiguration } from '../../lib/config/parse.ts';
import { lockerPlace, packed } from '../../lib/stack/deployment.ts';
import { good, known } from '../config/fixtures.ts';
import { temporaryFolder } from '../locker/folders.ts';

const deployable = good
  .replace('env:GOOGLE_CREDENTIALS', 'secret:google')
  .replace('file:secrets/onepassword.json', 'secret:onepassword')
  .replace('env:ALERT_WEBHOOK', 'secret:webhook');

/** A configuration in a folder that holds the files it names. */
async function configurationOf(text: string): Promise<Configuration> {
  const folder = await temporaryFolder();
  mkdirSync(join(folder, 'keys'));
  for (const name of ['keys/night.pem', 'vaults.json', 'authority.pem'])
    writeFileSync(join(folder, name), '');
  return parseConfiguration(text, { file: join(folder, 'exhibit.yaml'), known });
}

async function faultsOf(text: string): Promise<readonly Fault[]> {
  const configuration = await configurationOf(text);
  try {
    packed(configuration);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}

describe('what a night goes by is', () => {
  test('the configuration and every file that it names, but no export', async () => {
    const configuration = await configurationOf(
      deployable
        .replace('account: ACME', 'account: ACME\n    source: export\n    file: ./vaults.json')
        .concat(
          'signing:\n  timestamps:\n    authority: https://tsa.example\n    certificates: [authority.pem]\n',
        ),
    );
    writeFileSync(configuration.file, 'version: 1\n');
    const { bytes, sha256 } = packed(configuration);
    const { files, code } = readConfigurationObject(bytes) ?? {};
    expect(files?.map(({ name }) => name)).toEqual(['authority.pem', 'exhibit.yaml', 'keys/night.pem']);
    expect(files?.[1]?.bytes.toString()).toBe('version: 1\n');
    expect([code, sha256]).toEqual([[], createHash('sha256').update(bytes).digest('hex')]);
  });
});

describe('what cannot work on AWS', () => {
  test.each([
    ['a private key', '-----BEGIN EC PRIVATE KEY-----\n', 'a PEM key'],
    ['a private key of PGP', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n', 'a PEM key'],
    ['a private key that a program saved in UTF-16', '\ufeff-----BEGIN PRIVATE KEY-----\n', 'a PEM key'],
    ['a token', `Ask with ghp_${'A1b2'.repeat(9)}\n`, 'a GitHub token'],
  ])('is %s in any file that would be uploaded', async (_, text, what) => {
    const configuration = await configurationOf(deployable);
    const [key = ''] = configuration.trustedKeys;
    const bytes = Buffer.from(text, text.startsWith('\ufeff') ? 'utf16le' : 'utf8');
    for (const [file, path] of [
      [key, /trustedKeys\[0\]: /],
      [configuration.file, /exhibit\.yaml/],
    ] as const) {
      writeFileSync(configuration.file, 'version: 1\n');
      writeFileSync(key, '-----BEGIN PUBLIC KEY-----\n');
      expect(() => packed(configuration)).not.toThrow();
      writeFileSync(file, bytes);
      expect(() => packed(configuration)).toThrow(path);
      expect(() => packed(configuration)).toThrow(`holds what looks like ${what} (`);
    }
  });

  test('is more than a function reads at once, in one file or together', async () => {
    const configuration = await configurationOf(deployable);
    writeFileSync(configuration.file, 'version: 1\n');
    const [key = ''] = configuration.trustedKeys;
    for (const [megabytes, words] of [
      [13, 'more than 16 MiB together'],
      [17, 'cannot be read'],
    ] as const) {
      writeFileSync(key, Buffer.alloc(megabytes * 1024 * 1024));
      expect(() => packed(configuration)).toThrow(words);
    }
  });

  test('is named at once: every secret that lies elsewhere than in Secrets Manager', async () => {
    const faults = await faultsOf(good);
    expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'not-deployable connections: google: credentials',
      'not-deployable connections: vaults: credentials',
      'not-deployable alerts: webhook',
    ]);
    expect(faults[0]?.message).toContain('write secret:NAME');
  });

  test('is a file that is not there', async () => {
    expect(await faultsOf(deployable.replace('keys/night.pem', 'keys/lost.pem'))).toMatchObject([
      { path: 'trustedKeys[0]', message: expect.stringContaining('is not there') },
    ]);
  });

  test.each(['../night.pem', '/etc/hosts'])(
    'is a file outside the folder of the configuration: %s',
    async (file) => {
      expect(await faultsOf(deployable.replace('keys/night.pem', file))).toMatchObject([
        { path: 'trustedKeys[0]', message: expect.stringContaining('lies outside') },
      ]);
    },
  );
});

test.each([
  ['./evidence', { name: null, prefix: '' }],
  ['s3://acme-evidence', { name: 'acme-evidence', prefix: '' }],
  ['s3://acme-evidence/a/b', { name: 'acme-evidence', prefix: 'a/b/' }],
])('the locker %s is made as %j', async (written, place) => {
  expect(lockerPlace(await configurationOf(deployable.replace('./evidence', written)))).toEqual(place);
});

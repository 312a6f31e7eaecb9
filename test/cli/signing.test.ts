import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Demo, nightTime, startDemo } from '../../demo/demo.ts';
import { night } from '../../lib/cli/night.ts';
import { openConfiguration } from '../../lib/cli/open.ts';
import { openLocker } from '../../lib/locker/open.ts';
import { storeAttestation } from '../../lib/runs/attestations.ts';
import { verifyLockerFolder } from '../../lib/seal/verify/verify-locker.ts';
import { checkAll, oneNight } from '../seal/auditor-page.ts';
import { startAuthority } from '../seal/authority.ts';

let folder: string;
let demo: Demo;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exhibit-signing-'));
  demo = await startDemo({ folder });
});

afterEach(async () => {
  await demo.close();
  await rm(folder, { recursive: true, force: true });
});

const now = () => new Date();
const collector = { version: 'test', commit: null, node: process.version, trigger: 'manual', by: null };

async function runOnce(more = '', number = 30) {
  demo.setNight(number);
  const config = join(folder, 'exhibit.yaml');
  await writeFile(config, demo.configuration('./evidence') + more);
  const configuration = await openConfiguration({ config });
  const options = { configuration, at: nightTime(number), environment: demo.environment, collector, now };
  return await night(options, async (result) => result);
}

function signing(url: string): string {
  return `\nsigning:\n  key: file:./keys/own.pem\n  timestamps: { authority: "${url}", certificates: [./authority.pem] }\n`;
}

const locker = (): string => join(folder, 'evidence');
const verify = (more = {}) => verifyLockerFolder(locker(), { trustedKeys: 'in-locker', ...more });
const kinds = async (more = {}) => (await verify(more)).problems.map(({ kind, path }) => `${kind} ${path}`);

describe('with an authority for time-stamps in the configuration', () => {
  test('the seal has a token that holds, and the key lies where it was asked for', async () => {
    await using authority = await startAuthority();
    await writeFile(join(folder, 'authority.pem'), authority.root);
    const { notes } = await runOnce(signing(authority.url));
    expect(notes).toEqual([]);
    expect(await readdir(join(locker(), 'chain'))).toEqual(['0000000001.sigstore.json', '0000000001.tsr']);
    expect(await readdir(join(folder, 'keys'))).toEqual(['own.pem', 'own.pem.head.json']);
    expect(await kinds({ timestampAuthorities: [authority.root] })).toEqual([]);
    await using other = await startAuthority();
    expect(await kinds({ timestampAuthorities: [other.root] })).not.toEqual([]);
  });

  test('that does not answer, the night is sealed without a token, and says so', async () => {
    await using authority = await startAuthority({
      answer: () => ({ status: 503, body: Buffer.from('down') }),
    });
    await writeFile(join(folder, 'authority.pem'), authority.root);
    const { notes, seal } = await runOnce(signing(authority.url));
    expect(seal.sequence).toBe(1);
    expect(notes).toEqual([expect.stringContaining('has no time-stamp')]);
    expect(await kinds()).toEqual([]);
  });
});

const hasJq = !spawnSync('jq', ['--version']).error;

(hasJq ? test : test.skip)('the auditor’s page shows a real night with jq alone', async () => {
  await runOnce();
  const shown = (script: string) => spawnSync('sh', ['-c', script], { cwd: locker(), encoding: 'utf8' });
  expect(shown(checkAll)).toMatchObject({ status: 0, stderr: '' });
  const { status, stdout, stderr } = shown(oneNight);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^google\tusers\tcomplete\t60\t/m);
  expect(stdout).toMatch(/^google-workspace\.mfa-enforced\tfail\t/m);
  expect(stdout).toContain('breakglass@fathom.example');
});

describe('an attestation in the locker', () => {
  const stored = async (): Promise<string> => {
    const file = join(folder, 'screenshot.txt');
    await writeFile(file, 'what was seen');
    const store = openLocker(locker());
    const word = {
      control: 'passwords.unique',
      by: 'ana@fathom.example',
      note: 'Seen',
      expires: '2027-01-31',
    };
    const { files } = await storeAttestation(store, { ...word, at: '2026-11-21T10:00:00Z' }, [file]);
    await store.close();
    return files[0]?.path ?? '';
  };
  const replace = async (path: string, text: string): Promise<void> => {
    await rm(join(locker(), path));
    await writeFile(join(locker(), path), text);
  };

  test('counts, and a change of it or of its file shows once a run has named it', async () => {
    const file = await stored();
    const { findings } = await runOnce();
    expect(findings.controls.find(({ id }) => id === 'passwords.unique')?.verdict).toBe('pass');
    const [{ path } = { path: '' }] = findings.attestations;
    expect(await kinds()).toEqual([]);

    const text = await readFile(join(locker(), path), 'utf8');
    await replace(path, text.replace('2027-01-31', '2028-01-31'));
    expect(await kinds()).toEqual([`modified ${path}`]);
    await replace(path, text);
    await replace(file, 'what was not seen');
    expect(await kinds()).toEqual([`modified ${file}`]);
    await rm(join(locker(), file));
    expect(await kinds()).toEqual([`missing ${file}`]);
  });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { builtFrom } from '../../scripts/built-from.ts';
import { root } from '../../scripts/bundling.ts';
import { compiler, compilerEnvironment } from '../../scripts/compiler.ts';
import { callProgram, node } from '../end-to-end/call.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { type Installed, installTarball } from './tarball.ts';

let here: Installed;

beforeAll(async () => {
  here = installTarball(join(await temporaryFolder(), 'empty'));
});

const exhibit = (...words: readonly string[]) =>
  callProgram(node, [here.program, ...words], { cwd: here.folder });
const about = () => JSON.parse(readFileSync(join(here.package, 'package.json'), 'utf8'));

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map(({ name, parentPath }) => join(parentPath, name));
}

describe('The tarball, installed where there is nothing else,', () => {
  test('needs no other package, and brings what it names', () => {
    expect(readdirSync(join(here.folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'exhibit',
    ]);
    const { bin, exports, dependencies } = about();
    expect(dependencies).toBeUndefined();
    const named = [bin.exhibit, ...Object.values(exports).flatMap((one) => Object.values(Object(one)))];
    for (const path of named.filter((one) => String(one).includes('/')))
      expect([path, existsSync(join(here.package, String(path)))]).toEqual([path, true]);
    expect(existsSync(join(here.folder, 'node_modules', '.bin', 'exhibit'))).toBe(true);
  });

  test('takes less than 30 MB, 1Password’s core apart', () => {
    const sizes = filesBelow(here.package).map((file) => [file, statSync(file).size] as const);
    const cores = sizes.filter(([file]) => file.endsWith('.wasm'));
    const others = sizes.filter(([file]) => !file.endsWith('.wasm'));
    expect(cores).toHaveLength(1);
    expect(others.reduce((sum, [, size]) => sum + size, 0)).toBeLessThan(30_000_000);
  });

  test('names its version and the commit that it was built from', async () => {
    const { commit, date } = builtFrom();
    const from = [commit?.slice(0, 12) ?? 'commit unknown', date].filter((part) => part !== null);
    expect(await exhibit('--version')).toEqual({
      status: 0,
      stdout: `${about().version} (${from.join(', ')})\n`,
      stderr: '',
    });
  });

  test('writes that commit into evidence', async () => {
    await exhibit('demo', '--out', 'demo');
    const document = filesBelow(join(here.folder, 'demo', 'evidence', 'runs')).find((file) =>
      file.endsWith('google/users.json'),
    );
    const { collector } = JSON.parse(readFileSync(document ?? '', 'utf8'));
    expect(collector).toMatchObject({ version: about().version, commit: builtFrom().commit });
  });

  test('loads 1Password’s core from where it lies', async () => {
    writeFileSync(
      join(here.folder, 'sdk.yaml'),
      `version: 1
organization: Larch
timezone: UTC
connections:
  - { id: vaults, provider: onepassword, credentials: "env:TOKENS", account: LARCH, source: sdk }
`,
    );
    const { stdout, stderr } = await callProgram(
      node,
      [here.program, 'run', '--config', 'sdk.yaml', '--json'],
      { cwd: here.folder, environment: { TOKENS: '{"serviceAccountToken":"nonsense"}' } },
    );
    expect(`${stdout}${stderr}`).not.toContain('could not be loaded');
    expect(stdout).toMatch(/1Password SDK, [^"]*service account token/);
  });

  test('holds no source, no source map and nothing of this machine', () => {
    const files = filesBelow(here.package);
    expect(files.filter((file) => /\.map$|(?<!\.d)\.ts$/.test(file))).toEqual([]);
    const own = files.filter((file) => /\.(mjs|js|ts|txt)$/.test(file));
    for (const file of own) expect([file, readFileSync(file, 'utf8').includes(root)]).toEqual([file, false]);
  });

  test('passes on the licence of every package that is in it', () => {
    const text = readFileSync(join(here.package, 'dist', 'THIRD-PARTY-LICENCES.txt'), 'utf8');
    for (const name of [
      'yaml',
      'zod',
      'commander',
      '@aws-sdk/client-s3',
      '@1password/sdk-core',
      'googleapis',
    ])
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+\nLicence: `, 'm'));
    expect(text).not.toMatch(/^Licence: .*\b(A?GPL|SSPL|BUSL)/m);
  });

  test('has types that need no package which is not there', async () => {
    writeFileSync(
      join(here.folder, 'uses.mts'),
      `import { type ExhibitConfiguration, type VerifyReport, version } from 'exhibit';
       const minimal: ExhibitConfiguration = { version: 1, organization: 'Larch', timezone: 'UTC', connections: [] };
       export const told = (report: VerifyReport): string => \`\${version} \${minimal.organization} \${report.ok}\`;
       // @ts-expect-error There is no such verdict.
       export const verdict: import('exhibit').Verdict = 'maybe';`,
    );
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', ''];
    const env = { ...process.env, ...compilerEnvironment };
    const words = [...compiler, ...options, 'uses.mts'];
    const done = spawnSync(node, words, { cwd: here.folder, env, encoding: 'utf8' });
    expect([done.status, done.stdout]).toEqual([0, '']);
  });

  test('says which Node it needs where that is not there', () => {
    const code = `Object.defineProperty(process.versions, 'node', { value: '20.19.0' });
      Object.defineProperty(process, 'version', { value: 'v20.19.0' });
      await import(process.argv[1]);`;
    const done = spawnSync(node, ['--input-type=module', '-e', code, here.program], { encoding: 'utf8' });
    expect([done.status, done.stderr]).toEqual([
      2,
      'exhibit: Node 22 or later is needed, and this is v20.19.0.\n',
    ]);
  });

  test('is what the lock file says, with nothing to install from the network', () => {
    const lock = JSON.parse(
      execFileSync(node, ['-p', `require('fs').readFileSync('package-lock.json','utf8')`], {
        cwd: here.folder,
        encoding: 'utf8',
      }),
    );
    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/exhibit']);
  });
});

import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import { replacePeopleWith } from '../../../lib/package/pseudonyms/replace-people.ts';
import { verifyPage } from '../../../lib/package/verify/verify-page.ts';
import { draw } from '../../../lib/report/draw.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { nightAt } from '../../nightly/night.ts';
import {
  change,
  enrolled,
  kinds,
  type Nights,
  packaged,
  someNights,
  unpacked,
  verified,
} from '../packaging.ts';
import { forgerOf } from './forging.ts';

const tools = ['sh', 'sha256sum', 'openssl', 'jq'];
const absent = tools.filter((tool) => spawnSync(tool, ['--version']).error);
if (absent.length > 0)
  process.stderr.write(`Packages are not tested without our code: there is no ${absent.join(', ')}.\n`);

/** The commands of the page, exactly as they stand there. */
const commandsIn = (language: string): string[] =>
  verifyPage
    .split(`\`\`\`${language}\n`)
    .slice(1)
    .map((part) => part.split('```')[0] ?? '');
const [checkAll = '', nightsDue = '', oneNight = '', sampling = ''] = commandsIn('sh');

const run = (folder: string, script = checkAll, keys: readonly string[] = [], shell = 'sh', path?: string) =>
  spawnSync(shell, ['-c', script, 'check.sh', ...keys], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...(path === undefined ? {} : { PATH: path }) },
  });

/** A folder with BusyBox's own programs, and those that it does not have; null where there is no BusyBox. */
async function busyboxPath(): Promise<string | null> {
  const which = 'for program in busybox jq openssl; do command -v "$program"; done';
  const found = spawnSync('sh', ['-c', which], { encoding: 'utf8' });
  const programs = found.stdout.trim().split('\n');
  if (programs.length < 3) return null;
  const folder = await temporaryFolder();
  spawnSync('busybox', ['--install', '-s', folder]);
  for (const program of programs.slice(1)) symlinkSync(program, join(folder, basename(program)));
  return folder;
}

(absent.length > 0 ? describe.skip : describe)('a package with sha256sum, openssl and jq alone', () => {
  let nights: Nights;
  let path: string;
  beforeAll(async () => {
    nights = await someNights();
    ({ path } = await packaged(nights, [20, 22]));
  });

  test('is the page that lies in it', async () => {
    expect(readFileSync(join(await unpacked(path), 'VERIFY.md'), 'utf8')).toBe(verifyPage);
  });

  test('is verified up to the head of the chain, with pseudonyms too', async () => {
    const other = await packaged(nights, [20, 22], { replacePeople: replacePeopleWith(Buffer.alloc(32, 7)) });
    const key = nights.signer.keyId;
    const replaced = other.manifest.files.filter(({ original }) => original).length;
    const aloud = `of ${replaced} files in which people were replaced, only the signature speaks`;
    for (const [one, lines] of [
      [path, []],
      [other.path, [aloud]],
    ] as const) {
      const { status, stdout, stderr } = run(await unpacked(one), checkAll, [key]);
      expect([status, stderr]).toEqual([0, '']);
      expect(
        stdout
          .trim()
          .split('\n')
          .slice(-3 - lines.length),
      ).toEqual([
        'VERIFIED: nights of the period: 3',
        ...lines,
        `signed with key: ${key}`,
        `newest seal: ${other.manifest.head.sha256}`,
      ]);
    }
  });

  test('is verified with what it carries of nights before its period, and a change there is told', async () => {
    const made = await unpacked((await packaged(nights, [21, 22])).path);
    const before = `before/${runFolder(nightAt(0))}`;
    expect(run(made, checkAll, [nights.signer.keyId])).toMatchObject({ stderr: '', status: 0 });
    const forger = forgerOf(made);
    forger.write(`${before}/findings.json`, forger.read(`${before}/findings.json`).replace('pass', 'fail'));
    await forger.sign(nights.signer);
    const { status, stderr } = run(made, checkAll, [nights.signer.keyId]);
    expect([status, stderr]).toEqual([1, expect.stringContaining(`NOT VERIFIED, stopped at: ${before}`)]);
    expect(kinds(await verified(made, [nights.signer.publicKey]))).toEqual([
      `modified ${before}/findings.json`,
    ]);
  });

  test('says so where no key was named, and stops at one that is not trusted', async () => {
    const folder = await unpacked(path);
    expect(run(folder).stdout).toContain('You named no key.');
    const { status, stdout, stderr } = run(folder, checkAll, ['0'.repeat(64)]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('NOT VERIFIED, stopped at: manifest.sigstore.json: its key');
  });

  test('is verified by another shell and other programs alike, and what was changed is told', async () => {
    const folder = await unpacked(path);
    const changed = await unpacked(path);
    await change(changed, 'failures.csv', (text) => text.replace('ben', 'bob'));
    const busybox = await busyboxPath();
    if (busybox === null) process.stderr.write('Not tested with BusyBox: there is none.\n');
    const shells = [['dash', undefined], ...(busybox === null ? [] : [['sh', busybox]])] as const;
    for (const [shell, programs] of shells) {
      const program = programs === undefined ? shell : join(programs, shell);
      const good = run(folder, checkAll, [nights.signer.keyId], program, programs);
      if (good.error) process.stderr.write(`Not tested with ${shell}: there is none.\n`);
      else {
        expect([shell, good.stderr, good.status]).toEqual([shell, '', 0]);
        const bad = run(changed, checkAll, [nights.signer.keyId], program, programs);
        expect([bad.status, bad.stderr]).toEqual([1, expect.stringContaining('failures.csv')]);
        expect(bad.stderr).toContain('NOT VERIFIED, stopped at: the files that manifest.json names');
      }
    }
  });

  test('has the same for PowerShell, whose grammar knows every line of it', () => {
    const script = fileURLToPath(new URL('../../../scripts/powershell-syntax.mjs', import.meta.url));
    const check = (input: string) => spawnSync(process.execPath, [script], { input, encoding: 'utf8' });
    const [powershell = ''] = commandsIn('powershell');
    const { status, stdout, stderr } = check(powershell);
    if (status === 2) process.stderr.write(stderr);
    else {
      expect([stdout, status]).toEqual(['', 0]);
      expect(check(`${powershell}}`).status).toBe(1);
    }
  });

  const night = runFolder(nightAt(1));
  test.each<[string, (folder: string) => unknown]>([
    ['a table was changed', (at) => change(at, 'failures.csv', (text) => text.replace('ben', 'bob'))],
    ['the page was changed', (at) => change(at, 'index.html', (text) => `${text} `)],
    [
      'evidence was changed',
      (at) => change(at, `${night}/findings.json`, (text) => text.replace('fail', 'pass')),
    ],
    ['a night was taken out', (at) => rmSync(join(at, night), { recursive: true })],
    ['a seal was taken out', (at) => rmSync(join(at, 'chain/0000000002.sigstore.json'))],
    ['the newest seal was cut off', (at) => rmSync(join(at, 'chain/0000000005.sigstore.json'))],
    [
      'the manifest was changed',
      (at) => change(at, 'manifest.json', (text) => text.replace('"to":"2026-11-22"', '"to":"2026-11-21"')),
    ],
  ])('shows that %s', async (_what, meddle) => {
    const folder = await unpacked(path);
    await meddle(folder);
    const { status, stdout, stderr } = run(folder);
    expect([status === 0, stdout.includes('VERIFIED')]).toEqual([false, false]);
    expect(stderr).toMatch(/NOT VERIFIED, stopped at: .+\n$/);
  });

  test('shows what was wrong already when it was made, and the result of each night', async () => {
    const troubled = await unpacked((await packaged(nights, [20, 26])).path);
    const { status, stdout } = run(troubled, nightsDue);
    expect(status).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .slice(5)
        .map((line) => line.split('\t').slice(0, 2)),
    ).toEqual([
      ['gap', runFolder(nightAt(4))],
      ['gap', runFolder(nightAt(6))],
    ]);
    expect(run(troubled, oneNight).status).toBe(0);
  });

  test('gives the sample that our own command draws', async () => {
    const folder = await unpacked(path);
    const script = sampling
      .replace('control=evidence.complete', `control=${enrolled}`)
      .replace('size=25', 'size=1');
    const drawing = draw('4711', 1, sha256Of);
    for (const subject of ['ana@example.com', 'ben@example.com']) drawing.add(subject);
    const [{ hash, subject } = { hash: '', subject: '' }] = drawing.drawn();
    expect(run(folder, script).stdout).toBe(`${hash}  ${subject}\n`);
  });
});

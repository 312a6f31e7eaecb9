import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { runFolder } from '../../../lib/locker/keys.ts';
import { replacePeopleWith } from '../../../lib/package/pseudonyms/replace-people.ts';
import { draw } from '../../../lib/package/sample/draw.ts';
import { verifyPage } from '../../../lib/package/verify/verify-page.ts';
import { nightAt } from '../../nightly/night.ts';
import { change, enrolled, type Nights, packaged, someNights, unpacked } from '../packaging.ts';

const tools = ['sh', 'sha256sum', 'openssl', 'jq'];
const absent = tools.filter((tool) => spawnSync(tool, ['--version']).error);
if (absent.length > 0)
  process.stderr.write(`Packages are not tested without our code: there is no ${absent.join(', ')}.\n`);

/** The commands of the page, exactly as they stand there. */
const [checkAll = '', nightsDue = '', oneNight = '', sampling = ''] = verifyPage
  .split('```sh\n')
  .slice(1)
  .map((part) => part.split('```')[0] ?? '');

const run = (folder: string, script = checkAll) =>
  spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });

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
    for (const one of [path, other.path]) {
      const { status, stdout, stderr } = run(await unpacked(one));
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout.trim().split('\n').slice(-2)).toEqual([
        'nights of the period: 3',
        `newest seal: ${other.manifest.head.sha256}`,
      ]);
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
    expect(run(folder).status).not.toBe(0);
  });

  test('shows what was wrong already when it was made, and what each night came to', async () => {
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
    const drawing = draw('4711', 1);
    for (const subject of ['ana@example.com', 'ben@example.com']) drawing.add(subject);
    const [{ hash, subject } = { hash: '', subject: '' }] = drawing.drawn();
    expect(run(folder, script).stdout).toBe(`${hash}  ${subject}\n`);
  });
});

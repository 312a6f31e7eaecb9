import { spawnSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkAll, nightsDue } from './auditor-page.ts';
import { buildNights, copyOf, type Nights, removeTemporary } from './nights.ts';

const tools = ['sh', 'sha256sum', 'openssl', 'jq'];
const absent = tools.filter((tool) => spawnSync(tool, ['--version']).error);
if (absent.length > 0)
  process.stderr.write(`Not tested without our code: there is no ${absent.join(', ')}.\n`);

const run = (folder: string, script = checkAll) =>
  spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });

(absent.length > 0 ? describe.skip : describe)('with sha256sum, openssl and jq alone', () => {
  let clean: Nights;
  beforeAll(async () => {
    clean = await buildNights({ nights: 4, failed: [1], rotatedAt: 2 });
  });
  afterAll(removeTemporary);

  test('a locker is verified up to its head', async () => {
    const { status, stdout } = run(await copyOf(clean.folder));
    expect({ status, end: stdout.trim().split('\n').at(-1) }).toEqual({
      status: 0,
      end: `newest seal: ${clean.seals.at(-1)?.sha256}`,
    });
  });

  test('the times between which a night could be missing are listed', async () => {
    const { status, stdout } = run(clean.folder, nightsDue);
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(clean.seals.length);
  });

  test('a file that nobody listed shows, and so does a night without a seal', async () => {
    const added = await copyOf(clean.folder);
    await writeFile(join(added, 'runs/2026-10-21T00-00-00Z/added.json'), '{}');
    expect(run(added).status).not.toBe(0);
    const unsealed = await copyOf(clean.folder);
    await rm(join(unsealed, 'chain/0000000004.sigstore.json'));
    expect(run(unsealed).status).not.toBe(0);
  });

  test.each([
    ['evidence', 'runs/2026-10-21T00-00-00Z/findings.json', (text: string) => text.replace('pass', 'fail')],
    [
      'a list',
      'runs/2026-10-22T00-00-00Z/SHA256SUMS',
      (text: string) => text.split('\n').slice(1).join('\n'),
    ],
    [
      'a seal',
      'chain/0000000003.sigstore.json',
      (text: string) => text.replace('"payload":"e', '"payload":"f'),
    ],
    ['another seal', 'chain/0000000002.sigstore.json', (text: string) => `${text}\n`],
  ])('a change of %s shows', async (_what, path, change) => {
    const folder = await copyOf(clean.folder);
    const text = await readFile(join(folder, path), 'utf8');
    expect(change(text)).not.toBe(text);
    await rm(join(folder, path));
    await writeFile(join(folder, path), change(text));
    expect(run(folder).status).not.toBe(0);
  });
});

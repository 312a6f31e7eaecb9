import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { sha256Of } from '../../lib/evidence/sha256.ts';
import { formatSums, parseSums } from '../../lib/seal/sums.ts';
import { removeTemporary, temporaryFolder } from './nights.ts';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);

afterAll(removeTemporary);

describe('a list of hashes', () => {
  test('is sorted by path in byte order, whatever the order given', () => {
    const sums = ['b', '\u{1f600}', '\uff5e', 'B', 'a/z'].map((path) => ({ path, sha256: a }));
    const paths = parseSums(formatSums(sums)).map((sum) => sum.path);
    expect(paths).toEqual(['B', 'a/z', 'b', '\uff5e', '\u{1f600}']);
  });

  test('comes back as it was written, also with awkward names', () => {
    const sums = ['a\\b', 'a\nb', 'a\rb', 'a  b', 'ünï', '*star'].map((path) => ({ path, sha256: b }));
    expect(
      parseSums(formatSums(sums))
        .map((sum) => sum.path)
        .sort(),
    ).toEqual(sums.map((sum) => sum.path).sort());
  });

  test('may be empty', () => {
    expect(parseSums(formatSums([]))).toEqual([]);
  });

  test('is what sha256sum checks and writes', async () => {
    if (spawnSync('sha256sum', ['--version']).error)
      return process.stderr.write('Not tested: there is no sha256sum.\n');
    const folder = await temporaryFolder();
    const names = ['a\nb', 'back\\slash', 'plain.json'];
    for (const name of names) await writeFile(join(folder, name), name);
    const text = formatSums(names.map((path) => ({ path, sha256: sha256Of(path) })));
    await writeFile(join(folder, 'SHA256SUMS'), text);
    const checked = spawnSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(checked).toMatchObject({ status: 0, stderr: '' });
    expect(spawnSync('sha256sum', names, { cwd: folder, encoding: 'utf8' }).stdout).toBe(text);
    return undefined;
  });

  test.each([
    ['a line that is no pair', 'hello\n', 'line 1'],
    ['a hash in capitals', `${'A'.repeat(64)}  x\n`, 'line 1'],
    ['binary mode', `${a} *x\n`, 'line 1'],
    ['no newline at the end', `${a}  x`, 'line 1'],
    ['an empty line', `${a}  x\n\n`, 'line 2'],
    ['wrong order', `${a}  y\n${a}  x\n`, 'line 2'],
    ['a name twice', `${a}  x\n${b}  x\n`, 'line 2'],
    ['a path that climbs', `${a}  x/../../y\n`, 'line 1'],
    ['an absolute path', `${a}  /etc/passwd\n`, 'line 1'],
    ['a needless escape', `\\${a}  x\n`, 'line 1'],
    ['an unknown escape', `\\${a}  x\\t\n`, 'line 1'],
  ])('is refused with its line: %s', (_what, text, line) => {
    expect(() => parseSums(text)).toThrow(
      expect.objectContaining({ code: 'malformed', message: expect.stringContaining(line) }),
    );
  });

  test('is refused when it is not UTF-8', () => {
    expect(() => parseSums(Buffer.from([0xff, 0x0a]))).toThrow(
      expect.objectContaining({ code: 'malformed' }),
    );
  });
});

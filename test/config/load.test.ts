import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConfigurationError } from '../../lib/config/error.ts';
import { loadConfiguration } from '../../lib/config/load.ts';
import { good, known } from './fixtures.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exhibit-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function load(content: string | Buffer) {
  const file = join(folder, 'exhibit.yaml');
  await writeFile(file, content);
  return loadConfiguration(file, known);
}

describe('a file', () => {
  test('is read, with its place and its digest', async () => {
    const read = await load(good);
    expect(read.file).toBe(join(folder, 'exhibit.yaml'));
    expect(read.locker).toBe(join(folder, 'evidence'));
    expect(read.sha256).toBe(createHash('sha256').update(good).digest('hex'));
  });

  test('with a byte order mark and Windows lines is read, and its digest is over all its bytes', async () => {
    const bytes = Buffer.from(`\uFEFF${good.replaceAll('\n', '\r\n')}`);
    expect((await load(bytes)).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  test.each([
    ['UTF-16, little end first', Buffer.from(`\uFEFF${good}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${good}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(good, 'utf16le')],
  ])('in %s is read, and its digest is over its bytes', async (_, bytes) => {
    const read = await load(bytes);
    expect(read.organization).toBe((await load(good)).organization);
    expect(read.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  test('larger than anybody writes is refused', async () => {
    const error = await load(`${good}#${'x'.repeat(1 << 20)}`).catch((thrown) => thrown);
    expect(error.faults).toMatchObject([{ code: 'unreadable', message: expect.stringContaining('1 MiB') }]);
  });

  test.each(['/dev/zero', '/dev/null', 'pipe'])(
    'that is none but %s is refused and not waited for',
    async (given) => {
      const file = given === 'pipe' ? join(folder, 'pipe.yaml') : given;
      if (given === 'pipe') execFileSync('mkfifo', [file]);
      const error = await loadConfiguration(file, known).catch((thrown) => thrown);
      expect(error.faults).toMatchObject([
        { code: 'unreadable', message: expect.stringContaining('not a regular file') },
      ]);
    },
  );

  test('with a fault is refused under its name', async () => {
    await expect(load('version: 2')).rejects.toThrow(
      `${join(folder, 'exhibit.yaml')}:1:10 version: is not known here`,
    );
  });

  test('in another encoding is refused', async () => {
    const error = await load(Buffer.from('organization: Caf\xe9', 'latin1')).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.faults).toMatchObject([
      { code: 'unreadable', message: 'is not text in UTF-8 or UTF-16 — save it as UTF-8' },
    ]);
  });
});

test('no file: the error says which, and how to begin', async () => {
  const file = join(folder, 'none.yaml');
  const error = await loadConfiguration(file, known).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ConfigurationError);
  expect(error.faults).toMatchObject([{ code: 'unreadable', line: null, column: null, path: '' }]);
  expect(error.message).toBe(
    `${file}: there is no such file — run \`exhibit init\` to write one, or name another with --config`,
  );
});

test('a folder in its place: the error says so', async () => {
  await expect(loadConfiguration(folder, known)).rejects.toThrow(
    `${folder}: is a folder — name the file in it`,
  );
});

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { sha256Of } from '../../lib/evidence/sha256.ts';
import { type CopySource, copyFiles } from '../../lib/package/copy-files.ts';
import type { FileFact } from '../../lib/seal/verify/reader.ts';
import { openPacker } from '../../lib/zip/packer.ts';
import { zipWriter } from '../../lib/zip/zip-writer.ts';
import { temporaryFolder } from '../locker/folders.ts';

const finishedAt = '2026-11-20T01:00:00.000Z';
const files = [
  ['runs/a/findings.json', '{"finishedAt":"no document"}'],
  ['runs/a/google/users.json', `{"finishedAt":"${finishedAt}"}`],
  ['runs/a/google/users.ndjson', 'line\n'.repeat(1_000_000)],
  ['runs/a/google/users.raw.ndjson.gz', 'packed already'],
] as const;

describe.each(['on this machine', 'elsewhere'])('copying files that lie %s', (where) => {
  test('puts each into the zip, in order, and tells what it is; one that is gone is told as gone', async () => {
    const folder = await temporaryFolder();
    for (const [path, text] of files) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const source: CopySource = {
      read: async (key) => await readFile(join(folder, key)).catch(() => null),
      local: async (key) => join(folder, key),
      release: async () => {},
      ...(where === 'elsewhere' ? {} : { pathOf: (key: string) => join(folder, key) }),
    };
    const zip = zipWriter(new Writable({ write: (_chunk, _encoding, done) => done() }));
    const packer = openPacker(0);
    const told = new Map<string, FileFact>();
    const entries = [...files, ['runs/b/gone', 'x'] as const].map(([key, text]) => ({
      key,
      bytes: text.length,
    }));
    const written: string[] = [];
    for await (const { path } of copyFiles(source, entries, zip, packer, (fact) => told.set(fact.path, fact)))
      written.push(path);
    await zip.finish();
    await packer.close();
    expect(written).toEqual(files.map(([path]) => path));
    for (const [path, text] of files)
      expect(told.get(path)).toEqual({
        path,
        sha256: sha256Of(Buffer.from(text)),
        bytes: text.length,
        finishedAt: path.endsWith('users.json') ? finishedAt : null,
      });
    expect(told.get('runs/b/gone')).toMatchObject({ sha256: null });
  });
});

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, describe, expect, test } from '@jest/globals';
import { openPromise } from 'yauzl';
import { openZipReader } from '../../lib/zip/zip-reader.ts';
import { zipWriter } from '../../lib/zip/zip-writer.ts';
import { removeTemporary, temporaryFolder } from '../seal/nights.ts';

afterAll(removeTemporary);

const contents = Array.from({ length: 300 }, (_, at) => ({
  path: `runs/${String(at).padStart(3, '0')}${at % 7 === 0 ? '.gz' : '.json'}`,
  bytes: Buffer.from(`{"n":${at}}`.repeat((at % 11) * 2000)),
}));

async function* pieces() {
  for (let at = 0; at < 50; at++) yield `line ${at}\n`;
}

async function written(path: string, timezone?: string): Promise<Buffer> {
  const before = process.env.TZ;
  if (timezone) process.env.TZ = timezone;
  try {
    const zip = zipWriter(createWriteStream(path));
    for (const file of contents) await zip.add(file.path, file.bytes);
    await zip.addStream('long.csv', pieces());
    await zip.add('last.json', Buffer.from('{}'));
    await zip.finish();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
  return readFileSync(path);
}

describe('a zip that is written as its files come', () => {
  test('holds every file as it was given, in order; what is compressed already is stored', async () => {
    const path = join(await temporaryFolder(), 'a.zip');
    await written(path);
    const zip = await openPromise(path, { autoClose: false });
    const names: string[] = [];
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName);
      const own = contents.find(({ path: name }) => name === entry.fileName);
      if (own) {
        const read: Buffer[] = [];
        for await (const chunk of await zip.openReadStreamPromise(entry)) read.push(chunk);
        expect(Buffer.concat(read).equals(own.bytes)).toBe(true);
        expect(entry.compressionMethod).toBe(own.path.endsWith('.gz') ? 0 : 8);
      }
    }
    zip.close();
    expect(names).toEqual([...contents.map(({ path: name }) => name), 'long.csv', 'last.json']);
  });

  test('is the same bytes again, in another time zone too', async () => {
    const folder = await temporaryFolder();
    const first = await written(join(folder, 'a.zip'));
    const second = await written(join(folder, 'b.zip'), 'Pacific/Auckland');
    expect(first.equals(second)).toBe(true);
  });

  test('can be read by others', async () => {
    const path = join(await temporaryFolder(), 'a.zip');
    await written(path);
    const tested = spawnSync('unzip', ['-tqq', path]);
    if (tested.error) return process.stderr.write('Not tested with unzip: there is none.\n');
    expect(tested.status).toBe(0);
    return undefined;
  });

  test('says what went into it', async () => {
    const zip = zipWriter(new Writable({ write: (_chunk, _encoding, done) => done() }));
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(await zip.add('a', Buffer.from('a'))).toEqual({ path: 'a', bytes: 1, sha256: sha256('a') });
    const text = Array.from({ length: 50 }, (_, at) => `line ${at}\n`).join('');
    expect(await zip.addStream('b', pieces())).toEqual({
      path: 'b',
      bytes: text.length,
      sha256: sha256(text),
    });
    await zip.finish();
  });

  test('fails when what it is written to fails, or what it is made from', async () => {
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no space left')) });
    const zip = zipWriter(full);
    const writing = (async () => {
      for (const file of contents) await zip.add(file.path, file.bytes);
      await zip.finish();
    })();
    await expect(writing).rejects.toThrow('no space left');
    const other = zipWriter(new Writable({ write: (_chunk, _encoding, done) => done() }));
    const broken = (async function* () {
      yield 'begins';
      throw new Error('the locker is gone');
    })();
    await expect(other.addStream('a', broken)).rejects.toThrow('the locker is gone');
  });
});

describe('a zip that somebody put together otherwise', () => {
  test('is told where one name stands for two files, and where it is cut off', async () => {
    const path = join(await temporaryFolder(), 'twice.zip');
    const zip = zipWriter(createWriteStream(path));
    await zip.add('manifest.json', Buffer.from('{}'));
    await zip.add('manifest.json', Buffer.from('{"other":true}'));
    await zip.finish();
    const reader = await openZipReader(path);
    expect(await reader.problems?.()).toEqual([
      { kind: 'unlisted', path: 'manifest.json', message: 'The zip holds two files of this name.' },
    ]);
    await reader.close();
    writeFileSync(path, readFileSync(path).subarray(0, 100));
    await expect(openZipReader(path)).rejects.toThrow(/is not a zip that can be read: .*[^.]\.$/);
  });

  test('is told where another name stands in front of a file than in the directory', async () => {
    const path = join(await temporaryFolder(), 'renamed.zip');
    const zip = zipWriter(createWriteStream(path));
    await zip.add('aaaa', Buffer.from('{}'));
    await zip.finish();
    const bytes = readFileSync(path);
    bytes.write('bbbb', bytes.indexOf('aaaa'));
    writeFileSync(path, bytes);
    const reader = await openZipReader(path);
    expect((await reader.problems?.())?.map(({ path: name }) => name)).toEqual(['aaaa']);
    await reader.close();
  });
});

import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type Entry, openPromise } from 'yauzl';
import {
  dataDescriptor,
  directoryEnd,
  directoryRecord,
  localHeader,
  type ZipEntry,
} from '../../../lib/auditor/zip/zip-format.ts';
import { removeTemporary, temporaryFolder } from '../../seal/nights.ts';

afterAll(removeTemporary);

const five = 5 * 2 ** 30;

function stored(name: string, size: number, offset: number): ZipEntry {
  return { name: Buffer.from(name), deflated: false, streamed: false, crc: 0, size, packed: size, offset };
}

async function entriesOf(path: string): Promise<Entry[]> {
  const zip = await openPromise(path);
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

describe('a zip that is larger than the old form can say', () => {
  test('names the sizes and places of files behind four gigabytes', async () => {
    const path = join(await temporaryFolder(), 'large.zip');
    const long = { ...stored('long.bin', five, 0), streamed: true };
    const header = localHeader(long);
    const after = stored('ä.txt', 0, header.length + five);
    const tail = [localHeader(after)];
    const directory = after.offset + (tail[0]?.length ?? 0);
    const records = [directoryRecord(long), directoryRecord(after)];
    const bytes = Buffer.concat(records).length;
    // What lies between was never written, and takes no room on the disk.
    const file = await open(path, 'w');
    await file.write(header, 0, header.length, 0);
    const end = Buffer.concat([...tail, ...records, directoryEnd(2, bytes, directory)]);
    await file.write(end, 0, end.length, after.offset);
    await file.close();
    expect(await entriesOf(path)).toMatchObject([
      { fileName: 'long.bin', uncompressedSize: five, compressedSize: five, relativeOffsetOfLocalHeader: 0 },
      { fileName: 'ä.txt', uncompressedSize: 0, relativeOffsetOfLocalHeader: after.offset },
    ]);
  });

  test('holds more files than fit into sixteen bits', async () => {
    const path = join(await temporaryFolder(), 'many.zip');
    const pieces: Buffer[] = [];
    const records: Buffer[] = [];
    let offset = 0;
    for (let at = 0; at < 65_536; at++) {
      const entry = stored(String(at), 0, offset);
      pieces.push(localHeader(entry));
      records.push(directoryRecord(entry));
      offset += pieces.at(-1)?.length ?? 0;
    }
    const directory = Buffer.concat(records);
    await writeFile(
      path,
      Buffer.concat([...pieces, directory, directoryEnd(65_536, directory.length, offset)]),
    );
    const entries = await entriesOf(path);
    expect(entries).toHaveLength(65_536);
    expect(entries.at(-1)?.fileName).toBe('65535');
  });

  test('gives the sizes of a stream in as many bytes as they need', () => {
    expect(dataDescriptor(stored('a', 7, 0)).toString('hex')).toBe('504b0708000000000700000007000000');
    expect(dataDescriptor(stored('a', five, 0)).readBigUInt64LE(8)).toBe(BigInt(five));
  });
});

import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type Entry, openPromise } from 'yauzl';
import {
  dataDescriptor,
  directoryEnd,
  directoryRecord,
  localHeader,
  type ZipEntry,
} from '../../lib/zip/zip-format.ts';
import { removeTemporary, temporaryFolder } from '../seal/nights.ts';

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

  test('counts more files than fit into sixteen bits', () => {
    const end = directoryEnd(65_536, 4_000_000, 9_000_000);
    // The long end, where to find it, and the short end that sends readers there.
    expect([0, 56, 76].map((at) => end.toString('hex', at, at + 4))).toEqual([
      '504b0606',
      '504b0607',
      '504b0506',
    ]);
    expect([24, 32, 40, 48].map((at) => Number(end.readBigUInt64LE(at)))).toEqual([
      65_536, 65_536, 4_000_000, 9_000_000,
    ]);
    expect(Number(end.readBigUInt64LE(56 + 8))).toBe(13_000_000);
    expect([8, 10].map((at) => end.readUInt16LE(76 + at))).toEqual([0xffff, 0xffff]);
    expect(directoryEnd(65_534, 4_000_000, 9_000_000)).toHaveLength(22);
  });

  test('gives the sizes of a stream in as many bytes as they need', () => {
    expect(dataDescriptor(stored('a', 7, 0)).toString('hex')).toBe('504b0708000000000700000007000000');
    expect(dataDescriptor(stored('a', five, 0)).readBigUInt64LE(8)).toBe(BigInt(five));
  });
});

/**
 * The records of a zip, by PKWARE's APPNOTE.TXT: 4.3.7 local header, 4.3.9 data descriptor, 4.3.12 directory,
 * 4.3.14 and 4.3.15 zip64's end of it, 4.3.16 its end, 4.5.3 zip64's sizes.
 */

/** A file of a zip, once it is written. */
export interface ZipEntry {
  /** UTF-8. */
  readonly name: Buffer;
  readonly deflated: boolean;
  /** Whether its sizes were known only afterwards, and so stand behind its content. */
  readonly streamed: boolean;
  readonly crc: number;
  /** Bytes of its content, and of what was made of them. */
  readonly size: number;
  readonly packed: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const most32 = 0xffffffff;
const most16 = 0xffff;
const version = 20;
const version64 = 45;
const madeByUnix = (3 << 8) | 63;
const utf8Name = 1 << 11;
const sizesBehind = 1 << 3;
const deflate = 8;
/** 1 January 1980 at midnight, the first moment that a zip can name: no clock and no time zone has a part in it. */
const [time, date] = [0, (1 << 5) | 1];
/** A regular file, 0644. */
const attributes = 0o100644 * 0x10000;

/** What stands in front of the content; of more than 4 GiB only where it is streamed. */
export function localHeader(entry: ZipEntry): Buffer {
  const { name, streamed } = entry;
  const sums = streamed ? [0, 0, 0] : sumsOf(entry);
  return Buffer.concat([
    numbers([4, 0x04034b50], [2, version], ...commonOf(entry), ...four(sums), [2, name.length], [2, 0]),
    name,
  ]);
}

/** What stands behind the content of a streamed one. */
export function dataDescriptor(entry: ZipEntry): Buffer {
  const { crc, packed, size } = entry;
  const bytes = Math.max(packed, size) >= most32 ? 8 : 4;
  return numbers([4, 0x08074b50], [4, crc], [bytes, packed], [bytes, size]);
}

export function directoryRecord(entry: ZipEntry): Buffer {
  const { name, crc, packed, size, offset } = entry;
  const long = isLong(entry);
  const extra = long ? numbers([2, 1], [2, 24], [8, size], [8, packed], [8, offset]) : Buffer.alloc(0);
  const fixed = numbers(
    [4, 0x02014b50],
    [2, madeByUnix],
    [2, long ? version64 : version],
    ...commonOf(entry),
    ...four(long ? [crc, most32, most32] : [crc, packed, size]),
    [2, name.length],
    [2, extra.length],
    // Comment, disk, internal attributes.
    ...[0, 0, 0].map((none) => [2, none] as const),
    [4, attributes],
    [4, long ? most32 : offset],
  );
  return Buffer.concat([fixed, name, extra]);
}

/** The end of a directory of so many files, in so many bytes, that begins at `offset`. */
export function directoryEnd(files: number, bytes: number, offset: number): Buffer {
  const long = files >= most16 || bytes >= most32 || offset >= most32;
  const [count, sizes] = long ? [most16, [most32, most32]] : [files, [bytes, offset]];
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], ...four(sizes), [2, 0]);
  if (!long) return end;
  const end64 = numbers(
    [4, 0x06064b50],
    [8, 44],
    [2, madeByUnix],
    [2, version64],
    [4, 0],
    [4, 0],
    ...[files, files, bytes, offset].map((number) => [8, number] as const),
  );
  return Buffer.concat([end64, numbers([4, 0x07064b50], [4, 0], [8, offset + bytes], [4, 1]), end]);
}

type Field = readonly [bytes: 2 | 4 | 8, value: number];

function isLong({ size, packed, offset }: ZipEntry): boolean {
  return Math.max(size, packed, offset) >= most32;
}

/** Flags, method, time and date. */
function commonOf({ streamed, deflated }: ZipEntry): readonly Field[] {
  return [
    [2, utf8Name | (streamed ? sizesBehind : 0)],
    [2, deflated ? deflate : 0],
    [2, time],
    [2, date],
  ];
}

function sumsOf({ crc, packed, size }: ZipEntry): readonly number[] {
  return [crc, packed, size];
}

function four(values: readonly number[]): readonly Field[] {
  return values.map((value) => [4, value] as const);
}

function numbers(...fields: readonly Field[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return buffer;
}

import { crc32, deflateRawSync } from 'node:zlib';
import { directoryEnd, directoryRecord, localHeader, type ZipEntry } from '../../lib/zip/zip-format.ts';

export interface CraftedFile {
  readonly name: string;
  readonly content: string;
  /** What the directory says instead. */
  readonly listed?: Partial<ZipEntry>;
  /** Whether the directory has nothing of it. */
  readonly hidden?: boolean;
  /** Behind the deflated content, and counted with it. */
  readonly behind?: string;
}

export interface Extras {
  readonly before?: string;
  readonly between?: string;
  readonly beforeDirectory?: string;
  readonly end?: string;
}

/** A zip in which every byte is where whoever made it wanted. */
export function crafted(files: readonly CraftedFile[], extras: Extras = {}): Buffer {
  const parts: Buffer[] = [Buffer.from(extras.before ?? '')];
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  const records: Buffer[] = [];
  for (const { name, content, listed, hidden, behind } of files) {
    const packed = Buffer.concat([deflateRawSync(content), Buffer.from(behind ?? '')]);
    const entry: ZipEntry = {
      name: Buffer.from(name),
      deflated: true,
      streamed: false,
      crc: crc32(content),
      size: content.length,
      packed: packed.length,
      offset: length(),
    };
    parts.push(localHeader(entry), packed, Buffer.from(extras.between ?? ''));
    if (!hidden) records.push(directoryRecord({ ...entry, ...listed }));
  }
  parts.push(Buffer.from(extras.beforeDirectory ?? ''));
  const directory = Buffer.concat(records);
  const end = directoryEnd(records.length, directory.length, length());
  return Buffer.concat([...parts, directory, end, Buffer.from(extras.end ?? '')]);
}

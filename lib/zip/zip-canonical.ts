import type { Entry } from 'yauzl';
import { directoryEnd, directoryRecord, localHeader, type ZipEntry } from './zip-format.ts';
import type { BytesAt } from './zip-layout.ts';

const sizesBehind = 1 << 3;
const deflated = 8;

/** Whether a zip is, but for the contents, byte for byte what our writer makes of these entries in this order. */
export function isOurs(entries: readonly Entry[], size: number, bytesAt: BytesAt): boolean {
  const written = entries.map(asWritten);
  const records = Buffer.concat(written.map(directoryRecord));
  // With zip64's end of the directory and its locator, or without.
  const starts = [22, 98].map((end) => size - records.length - end).filter((offset) => offset >= 0);
  return (
    starts.some((offset) => {
      const tail = Buffer.concat([records, directoryEnd(entries.length, records.length, offset)]);
      return size - offset === tail.length && bytesAt(offset, tail.length).equals(tail);
    }) && written.every((entry) => isWritten(entry, bytesAt))
  );
}

function isWritten(entry: ZipEntry, bytesAt: BytesAt): boolean {
  const header = localHeader(entry);
  return bytesAt(entry.offset, header.length).equals(header);
}

function asWritten(entry: Entry): ZipEntry {
  return {
    name: entry.fileNameRaw,
    deflated: entry.compressionMethod === deflated,
    streamed: (entry.generalPurposeBitFlag & sizesBehind) !== 0,
    crc: entry.crc32,
    size: entry.uncompressedSize,
    packed: entry.compressedSize,
    offset: entry.relativeOffsetOfLocalHeader,
  };
}

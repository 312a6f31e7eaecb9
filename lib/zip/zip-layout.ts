import type { Entry } from 'yauzl';

/** What lies in the zip at an offset; shorter where the file ends sooner. */
export type BytesAt = (offset: number, length: number) => Buffer;

/** Something in a zip that one program would unpack and another would not. */
export interface LayoutFault {
  /** Name of the entry; empty for the zip itself. */
  readonly name: string;
  readonly message: string;
}

const localSignature = 0x04034b50;
const descriptorSignature = 0x08074b50;
const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locatorSignature = 0x07064b50;
const [localLength, directoryLength, endLength, end64Length, locatorLength] = [30, 46, 22, 56, 20];
const sizesBehind = 1 << 3;
const most32 = 0xffffffff;
/** Zip64 sizes, times by NTFS, UNIX and Info-ZIP, and owners: none of them changes a name or the kind of a file. */
const harmlessExtras = new Set([0x0001, 0x000a, 0x5455, 0x5855, 0x7855, 0x7875]);

/**
 * Accounts for every byte of a zip, by PKWARE's APPNOTE.TXT, 4.3: entries lie back to back from the first byte on, each
 * says the same of itself in front of its content as in the directory, the directory follows, and nothing after it.
 * So what a program finds that reads from the front is what one finds that reads the directory.
 * @param entries those of the directory, in its order
 */
export function layoutFaults(entries: readonly Entry[], size: number, bytesAt: BytesAt): LayoutFault[] {
  const faults: LayoutFault[] = [];
  let at = 0;
  for (const entry of [...entries].sort(byOffset)) {
    const name = entry.fileName;
    if (entry.relativeOffsetOfLocalHeader !== at)
      faults.push({ name, message: 'Something that the directory of the zip does not name lies before it.' });
    const local = localOf(entry, bytesAt);
    if (!local) return [...faults, { name, message: 'The zip has no entry where its directory says.' }];
    faults.push(...local.faults.map((message) => ({ name, message })));
    at = local.end;
  }
  return [...faults, ...directoryFaults(entries, at, size, bytesAt)];
}

function byOffset(a: Entry, b: Entry): number {
  return a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader;
}

/** What stands around an entry's content, held against the directory; null where there is no entry. */
function localOf(entry: Entry, bytesAt: BytesAt): { end: number; faults: string[] } | null {
  const start = entry.relativeOffsetOfLocalHeader;
  const header = bytesAt(start, localLength);
  if (header.length < localLength || header.readUInt32LE(0) !== localSignature) return null;
  const nameLength = header.readUInt16LE(26);
  const extraLength = header.readUInt16LE(28);
  const rest = bytesAt(start + localLength, nameLength + extraLength);
  const behind = start + localLength + nameLength + extraLength + entry.compressedSize;
  const streamed = (entry.generalPurposeBitFlag & sizesBehind) !== 0;
  const descriptor = streamed ? descriptorAt(entry, behind, bytesAt) : { bytes: 0, fits: true };
  const faults = [
    header.readUInt16LE(6) === entry.generalPurposeBitFlag ? null : 'flags',
    header.readUInt16LE(8) === entry.compressionMethod ? null : 'method',
    rest.subarray(0, nameLength).equals(entry.fileNameRaw) ? null : 'name',
    streamed || sumsFit(header, entry, rest.subarray(nameLength)) ? null : 'size or checksum',
    descriptor.fits ? null : 'size or checksum behind its content',
  ].filter((what) => what !== null);
  return {
    end: behind + descriptor.bytes,
    faults: [
      ...faults.map((what) => `It has another ${what} at its content than in the directory of the zip.`),
      ...extraFaults(rest.subarray(nameLength)),
      ...extraFaults(entry.extraFieldRaw),
      ...(entry.fileCommentLength > 0 ? ['The zip holds a comment on it.'] : []),
    ],
  };
}

function sumsFit(header: Buffer, entry: Entry, extra: Buffer): boolean {
  const [crc, packed, size] = [header.readUInt32LE(14), header.readUInt32LE(18), header.readUInt32LE(22)];
  const long = packed === most32 || size === most32 ? zip64Of(extra) : null;
  return (
    crc === entry.crc32 &&
    (long?.packed ?? packed) === entry.compressedSize &&
    (long?.size ?? size) === entry.uncompressedSize
  );
}

/** In a local header both sizes stand (4.5.3), the unpacked one first. */
function zip64Of(extra: Buffer): { size: number; packed: number } | null {
  const field = extraFields(extra)?.find(({ id, data }) => id === 0x0001 && data.length >= 16);
  if (!field) return null;
  return {
    size: Number(field.data.readBigUInt64LE(0)),
    packed: Number(field.data.readBigUInt64LE(8)),
  };
}

/** The sizes behind the content: in eight bytes each where one of them needs these, else in four. */
function descriptorAt(entry: Entry, at: number, bytesAt: BytesAt): { bytes: number; fits: boolean } {
  const { crc32, compressedSize: packed, uncompressedSize: size } = entry;
  const long = Math.max(packed, size) >= most32;
  const bytes = long ? 24 : 16;
  const found = bytesAt(at, bytes);
  const number = (offset: number): number =>
    long ? Number(found.readBigUInt64LE(offset)) : found.readUInt32LE(offset);
  const fits =
    found.length === bytes &&
    found.readUInt32LE(0) === descriptorSignature &&
    found.readUInt32LE(4) === crc32 &&
    number(8) === packed &&
    number(long ? 16 : 12) === size;
  return { bytes, fits };
}

function extraFaults(raw: Buffer): string[] {
  const fields = extraFields(raw);
  if (!fields) return ['The zip holds fields on it that cannot be read.'];
  const unknown = fields.find(({ id }) => !harmlessExtras.has(id));
  return unknown ? [`The zip holds a field on it (0x${unknown.id.toString(16)}) that can rename it.`] : [];
}

function extraFields(raw: Buffer): { id: number; data: Buffer }[] | null {
  const fields: { id: number; data: Buffer }[] = [];
  for (let at = 0; at < raw.length; ) {
    if (at + 4 > raw.length) return null;
    const [id, length] = [raw.readUInt16LE(at), raw.readUInt16LE(at + 2)];
    if (at + 4 + length > raw.length) return null;
    fields.push({ id, data: raw.subarray(at + 4, at + 4 + length) });
    at += 4 + length;
  }
  return fields;
}

/** The directory begins behind the last entry, holds what was read of it, and the zip ends with it. */
function directoryFaults(
  entries: readonly Entry[],
  start: number,
  size: number,
  bytesAt: BytesAt,
): LayoutFault[] {
  const directory = entries.reduce(
    (sum, entry) =>
      sum + directoryLength + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength,
    0,
  );
  const behind = start + directory;
  const long = bytesAt(behind, 4).equals(signatureBytes(end64Signature));
  const end = behind + (long ? end64Length + locatorLength : 0);
  const last = bytesAt(end, endLength);
  const whole =
    last.length === endLength &&
    last.readUInt32LE(0) === endSignature &&
    last.readUInt16LE(20) === 0 &&
    end + endLength === size &&
    (long
      ? end64Fits(bytesAt(behind, end64Length + locatorLength), start, behind)
      : last.readUInt32LE(16) === start);
  return whole
    ? []
    : [
        {
          name: '',
          message: 'Something lies between, before or behind what the directory of the zip names.',
        },
      ];
}

function end64Fits(bytes: Buffer, start: number, behind: number): boolean {
  return (
    bytes.length === end64Length + locatorLength &&
    Number(bytes.readBigUInt64LE(4)) === end64Length - 12 &&
    Number(bytes.readBigUInt64LE(48)) === start &&
    bytes.readUInt32LE(end64Length) === locatorSignature &&
    Number(bytes.readBigUInt64LE(end64Length + 8)) === behind
  );
}

function signatureBytes(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}

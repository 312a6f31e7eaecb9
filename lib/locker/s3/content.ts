import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** Up to here an object is sent in one request, so that its checksum in S3 is the SHA-256 that the evidence names. */
export const wholeUpTo = 64 * 1024 * 1024;
/** The size of a part of a larger one, and so of the memory that sending it takes. */
export const partBytes = 16 * 1024 * 1024;
/** Read into memory rather than streamed: what is in memory can be sent again by the SDK itself. */
const bufferUpTo = 1024 * 1024;

/** What the bytes of an object come to. All checksums are SHA-256 in base64, as S3 writes them. */
export interface Digest {
  readonly bytes: number;
  readonly sha256: string;
  /** Of each part; empty for an object that is sent whole. */
  readonly parts: readonly string[];
  /** What S3 keeps: that of the whole, or the checksum of the parts' checksums with their number. */
  readonly checksum: string;
}

/** Something to be stored, which can be read as often as it has to be sent. */
export interface Content extends Digest {
  whole(): Promise<Buffer | Readable>;
  part(number: number): Promise<Buffer>;
}

export function contentOf(given: Buffer | string): Content {
  const bytes = Buffer.from(given);
  const summing = digesting(bytes.length);
  summing.update(bytes);
  return {
    ...summing.digest(),
    whole: async () => bytes,
    part: async (number) => bytes.subarray(number * partBytes, (number + 1) * partBytes),
  };
}

/** Reads the file once for its checksums, and again for each time that it is sent. */
export async function contentOfFile(path: string): Promise<Content> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const summing = digesting(size);
    for await (const chunk of file.createReadStream({ highWaterMark: 1 << 20, autoClose: false }))
      summing.update(chunk);
    return { ...summing.digest(), ...readings(path, size) };
  } finally {
    await file.close();
  }
}

function readings(path: string, bytes: number): Pick<Content, 'whole' | 'part'> {
  return {
    whole: async () =>
      bytes <= bufferUpTo ? await readPart(path, 0, bytes) : createReadStream(path, { end: bytes - 1 }),
    part: (number) => readPart(path, number * partBytes, Math.min(partBytes, bytes - number * partBytes)),
  };
}

async function readPart(path: string, from: number, length: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    return await fill(file, Buffer.allocUnsafeSlow(length), from);
  } finally {
    await file.close();
  }
}

async function fill(file: FileHandle, buffer: Buffer, from: number): Promise<Buffer> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** Takes bytes in pieces of any size and gives the checksums that an object of `size` bytes has when we store it. */
export function digesting(size: number): { update(chunk: Buffer): void; digest(): Digest } {
  const inParts = size > wholeUpTo;
  const whole = createHash('sha256');
  const parts: Buffer[] = [];
  let [part, inPart, bytes] = [createHash('sha256'), 0, 0];
  const endPart = (): void => {
    parts.push(part.digest());
    [part, inPart] = [createHash('sha256'), 0];
  };
  const updatePart = (chunk: Buffer): void => {
    for (let rest = chunk; rest.length > 0; ) {
      const piece = rest.subarray(0, partBytes - inPart);
      part.update(piece);
      inPart += piece.length;
      rest = rest.subarray(piece.length);
      if (inPart === partBytes) endPart();
    }
  };
  return {
    update(chunk) {
      bytes += chunk.length;
      whole.update(chunk);
      if (inParts) updatePart(chunk);
    },
    digest() {
      if (inPart > 0) endPart();
      const sha256 = whole.digest('base64');
      return {
        bytes,
        sha256,
        parts: parts.map((one) => one.toString('base64')),
        checksum: inParts ? compositeOf(parts) : sha256,
      };
    },
  };
}

function compositeOf(parts: readonly Buffer[]): string {
  const hash = createHash('sha256').update(Buffer.concat(parts));
  return `${hash.digest('base64')}-${parts.length}`;
}

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip, createInflateRaw } from 'node:zlib';
import type { Exchange } from '../../http/exchange.ts';
import { providerDate } from '../../http/headers.ts';
import type { HandedOver, RawEntry } from '../../providers/raw-entries.ts';

/** What a raw file holds, in order: exchanges, and what a library or a person handed over. */
export async function* rawEntries(path: string): AsyncGenerator<RawEntry> {
  for await (const line of rawLines(path)) yield entryIn(line);
}

/** Its lines as they lie there, unpacked. */
export function rawLines(path: string): AsyncGenerator<Buffer> {
  return linesOf(unpacked(path));
}

export function entryIn(line: Buffer): RawEntry {
  const fields = JSON.parse(line.toString('utf8'));
  return 'file' in fields ? handedOver(fields) : exchangeFrom(fields);
}

/** The fields of a line as `raw-file.ts` writes them, in that order. */
const ofExchange = [
  'answeredAt',
  'bytes',
  'confidential',
  'error',
  'headers',
  'method',
  'redacted',
  'requestedAt',
  'requestId',
  'sha256',
  'status',
  'url',
  'bodyEncoding',
  'body',
].join();
const ofFile = ['file', 'sha256', 'bodyEncoding', 'body'].join();

/** Whether a line is, byte for byte, one that `raw-file.ts` writes: with no other field, and none twice. */
export function isAsWritten(line: Buffer): boolean {
  const fields = JSON.parse(line.toString('utf8')) as object;
  const names = Object.keys(fields).join();
  return (names === ofExchange || names === ofFile) && Buffer.from(JSON.stringify(fields)).equals(line);
}

/** Bytes of a gzip file before and after what is packed in it, where its header names nothing. */
const [headBytes, tailBytes] = [10, 8];

/**
 * Whether a file is packed as `raw-file.ts` packs: a header that holds no name, time or comment, one member, and nothing
 * behind it. Whoever unpacks a file sees none of these.
 */
export async function isPackedAsWritten(path: string): Promise<boolean> {
  const { head, size } = await headOf(path);
  if (!head.subarray(0, plainHead.length).equals(plainHead)) return false;
  const inflate = createInflateRaw();
  const packed = createReadStream(path, { start: headBytes });
  packed.on('error', (error) => inflate.destroy(error));
  try {
    for await (const _ of packed.pipe(inflate));
    return headBytes + inflate.bytesWritten + tailBytes === size;
  } finally {
    packed.destroy();
    inflate.destroy();
  }
}

async function headOf(path: string): Promise<{ head: Buffer; size: number }> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return { head: buffer.subarray(0, bytesRead), size: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

/** gzip, deflated, no flags, no time. */
const plainHead = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);

/** The exchanges alone. */
export async function* exchangesIn(path: string): AsyncGenerator<Exchange> {
  for await (const entry of rawEntries(path)) if (!('file' in entry)) yield entry;
}

async function* unpacked(path: string): AsyncGenerator<Buffer> {
  const packed = createReadStream(path);
  const gunzip = createGunzip();
  packed.on('error', (error) => gunzip.destroy(error));
  try {
    yield* packed.pipe(gunzip);
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

/** By the newline alone: Node's own reader of lines takes other characters for ends, which a body may hold. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...held, chunk.subarray(from, end)]);
      held = [];
      from = end + 1;
    }
    held.push(chunk.subarray(from));
  }
  const rest = Buffer.concat(held);
  if (rest.length > 0) yield rest;
}

/** An exchange as `raw-file.ts` wrote it. */
interface RawFields extends Omit<Exchange, 'requestedAt' | 'answeredAt' | 'providerDate' | 'body'> {
  readonly requestedAt: string;
  readonly answeredAt: string;
  readonly body: string | null;
  readonly bodyEncoding: 'utf8' | 'base64' | null;
}

/** A file as `raw-file.ts` wrote it. */
interface FileFields extends Pick<RawFields, 'body' | 'bodyEncoding'> {
  readonly file: string;
}

function handedOver({ body, bodyEncoding, file }: FileFields): HandedOver {
  return { file, body: Buffer.from(body ?? '', bodyEncoding ?? 'utf8') };
}

function exchangeFrom({ body, bodyEncoding, requestedAt, answeredAt, ...fields }: RawFields): Exchange {
  return {
    ...fields,
    requestedAt: new Date(requestedAt),
    answeredAt: new Date(answeredAt),
    providerDate: providerDate(new Headers(fields.headers)),
    body: body === null ? null : Buffer.from(body, bodyEncoding ?? 'utf8'),
  };
}

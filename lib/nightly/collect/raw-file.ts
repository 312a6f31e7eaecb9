import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sha256Of } from '../../evidence/sha256.ts';
import type { Exchange } from '../../http/recording.ts';
import { jsonText } from './json-text.ts';

export interface RawFile {
  /** Appends one answer as a line. Waits while the disk is behind. */
  add(exchange: Exchange): Promise<void>;
  /** Appends what a person or a library handed over instead of an answer. */
  addFile(name: string, bytes: Buffer): Promise<void>;
  finish(): Promise<{ path: string; sha256: string; bytes: number }>;
  readonly lines: number;
}

/** A third of the time that the usual level 6 takes, for pages that come out a fifth larger. */
const level = 3;

/**
 * Every answer as received, one JSON object a line, gzipped. A body that is UTF-8 text stands as text, another
 * as base64. The gzip header carries no time, so the same answers give the same bytes.
 */
export function rawFile(path: string): RawFile {
  const gzip = createGzip({ chunkSize: 64 * 1024, level });
  const hash = createHash('sha256');
  const encode = jsonText();
  let [bytes, lines] = [0, 0];
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  const done = pipeline(gzip, counted, createWriteStream(path));
  // A full disk is told to whoever writes or finishes next, and to nobody else.
  done.catch(() => {});

  /** Resolves when the compressor is done with the piece, whose memory is then used again; rejects with what ended it. */
  const written = (piece: Buffer | string): Promise<void> =>
    new Promise((resolve, reject) =>
      gzip.write(piece, (error) => (error ? done.then(() => reject(error), reject) : resolve())),
    );
  // The end of a line goes with the beginning of the next: small pieces cost the compressor as much as large ones.
  let end = '';
  const write = async (fields: object, body: Buffer | null): Promise<void> => {
    lines++;
    const encoding = body && (isUtf8(body) ? 'utf8' : 'base64');
    const head = `${end}${JSON.stringify(fields).slice(0, -1)},"bodyEncoding":${JSON.stringify(encoding)},"body":`;
    end = '}\n';
    if (!body) await written(`${head}null`);
    else if (encoding === 'base64') await written(`${head}"${body.toString('base64')}"`);
    else for (const piece of encode(body, head)) await written(piece);
  };
  // One line at a time, also for a caller that does not wait.
  let last: Promise<void> = Promise.resolve();
  const inTurn = (fields: object, body: Buffer | null): Promise<void> => {
    last = last.then(() => write(fields, body));
    return last;
  };

  return {
    get lines() {
      return lines;
    },
    add: (exchange) => inTurn(exchangeFields(exchange), exchange.body),
    addFile: (name, content) => inTurn({ file: name, sha256: sha256Of(content) }, content),
    async finish() {
      gzip.end(end);
      await done;
      return { path, sha256: hash.digest('hex'), bytes };
    },
  };
}

function exchangeFields(exchange: Exchange): object {
  const { bytes, confidential, error, headers, method, redacted, requestId, sha256, status, url } = exchange;
  const answeredAt = exchange.answeredAt.toISOString();
  const requestedAt = exchange.requestedAt.toISOString();
  return {
    answeredAt,
    bytes,
    confidential,
    error,
    headers,
    method,
    redacted,
    requestedAt,
    requestId,
    sha256,
    status,
    url,
  };
}

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Exchange } from '../../providers/http/recording.ts';
import { jsonText } from './json-text.ts';

export interface RawFile {
  /** Appends one answer as a line. Waits while the disk is behind. */
  add(exchange: Exchange): Promise<void>;
  /** Appends what a person or a library handed over instead of an answer. */
  addFile(name: string, bytes: Buffer): Promise<void>;
  finish(): Promise<{ path: string; sha256: string; bytes: number }>;
  readonly lines: number;
}

/**
 * Every answer as received, one JSON object a line, gzipped. A body that is UTF-8 text stands as text, another
 * as base64. The gzip header carries no time, so the same answers give the same bytes.
 */
export function rawFile(path: string): RawFile {
  const gzip = createGzip({ chunkSize: 64 * 1024 });
  const hash = createHash('sha256');
  const output = createWriteStream(path);
  const encode = jsonText();
  let [bytes, lines] = [0, 0];
  gzip.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    bytes += chunk.length;
    if (output.write(chunk)) return;
    gzip.pause();
    output.once('drain', () => gzip.resume());
  });
  gzip.on('end', () => output.end());

  const write = async (fields: object, body: Buffer | null): Promise<void> => {
    lines++;
    const encoding = body && (isUtf8(body) ? 'utf8' : 'base64');
    const rest = `,"bodyEncoding":${JSON.stringify(encoding)},${JSON.stringify(fields).slice(1)}\n`;
    gzip.write('{"body":');
    if (!body) gzip.write('null');
    else if (encoding === 'base64') gzip.write(`"${body.toString('base64')}"`);
    else for (const piece of encode(body)) await written(piece);
    if (!gzip.write(rest)) await once(gzip, 'drain');
  };
  /** Resolves when the compressor is done with the piece, whose memory is then used again. */
  const written = (piece: Buffer): Promise<void> =>
    new Promise((resolve, reject) => gzip.write(piece, (error) => (error ? reject(error) : resolve())));

  return {
    get lines() {
      return lines;
    },
    add: (exchange) => write(exchangeFields(exchange), exchange.body),
    addFile: (name, content) =>
      write({ file: name, sha256: createHash('sha256').update(content).digest('hex') }, content),
    async finish() {
      gzip.end();
      await finished(output);
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

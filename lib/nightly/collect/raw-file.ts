import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Exchange } from '../../providers/http/recording.ts';

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
  const gzip = createGzip();
  const hash = createHash('sha256');
  let bytes = 0;
  let lines = 0;
  const output = createWriteStream(path);
  gzip.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    bytes += chunk.length;
    if (!output.write(chunk)) {
      gzip.pause();
      output.once('drain', () => gzip.resume());
    }
  });
  gzip.on('end', () => output.end());

  const write = async (line: object): Promise<void> => {
    lines++;
    if (!gzip.write(`${JSON.stringify(line)}\n`)) await once(gzip, 'drain');
  };
  return {
    get lines() {
      return lines;
    },
    add: (exchange) => write(rawLine(exchange)),
    addFile: (name, content) => write({ ...bodyFields(content), file: name, sha256: sha256(content) }),
    async finish() {
      gzip.end();
      await finished(output);
      return { path, sha256: hash.digest('hex'), bytes };
    },
  };
}

function rawLine(exchange: Exchange): object {
  return {
    answeredAt: exchange.answeredAt.toISOString(),
    ...bodyFields(exchange.body),
    bytes: exchange.bytes,
    confidential: exchange.confidential,
    error: exchange.error,
    headers: exchange.headers,
    method: exchange.method,
    redacted: exchange.redacted,
    requestId: exchange.requestId,
    requestedAt: exchange.requestedAt.toISOString(),
    sha256: exchange.sha256,
    status: exchange.status,
    url: exchange.url,
  };
}

function bodyFields(body: Buffer | null): { body: string | null; bodyEncoding: 'utf8' | 'base64' | null } {
  if (!body) return { body: null, bodyEncoding: null };
  if (isUtf8(body)) return { body: body.toString('utf8'), bodyEncoding: 'utf8' };
  return { body: body.toString('base64'), bodyEncoding: 'base64' };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

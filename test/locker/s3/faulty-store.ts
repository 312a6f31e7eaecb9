import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';

/** What goes wrong with one request. */
export type Fault =
  /** Refused with this, and nothing done. */
  | { readonly status: number; readonly code: string; readonly headers?: Record<string, string> }
  /** The connection is cut, before or after it was done, or in the middle of the answer's body. */
  | 'cut-before'
  | 'cut-after'
  | 'cut-within'
  /** Done, and answered with another checksum, or with none. */
  | { readonly checksum: string | null }
  /** The answer's body is not what lies there. */
  | 'garbled'
  /** Somebody else stores this in the meantime, and the request is refused as a conflict. */
  | { readonly overtakenWith: string };

export interface FaultyStore {
  readonly client: S3Client;
  readonly objects: Map<string, { readonly bytes: Buffer; readonly checksum: string | null }>;
  /** How copying an object to another bucket stands, by its path; of what is not here, nothing is said, as of what no rule copies. */
  readonly copies: Map<string, 'COMPLETED' | 'FAILED' | 'PENDING' | 'REPLICA'>;
  /** What was asked, such as `PUT`, `HEAD`, `POST ?uploads`, in order. */
  readonly asked: string[];
  /** The next requests of that kind go wrong so, one after another; `null` goes well. */
  fail(kind: string, ...faults: (Fault | null)[]): void;
  close(): Promise<void>;
}

/** When everything in it was stored, as it says. */
export const storedAt = new Date('2026-11-23T02:30:00Z');

/** Just enough of S3 to do to a locker what a real store does only on a bad day. */
export async function startFaultyStore(): Promise<FaultyStore> {
  const objects: FaultyStore['objects'] = new Map();
  const copies: FaultyStore['copies'] = new Map();
  const parts = new Map<number, Buffer>();
  const planned = new Map<string, (Fault | null)[]>();
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://store');
    const kind = [request.method, ...kindOf(url)].join(' ');
    asked.push(kind);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const fault = planned.get(kind)?.shift() ?? null;
    if (fault === 'cut-before') return request.socket.destroy();
    if (fault && typeof fault === 'object' && 'overtakenWith' in fault) {
      objects.set(url.pathname, stored(Buffer.from(fault.overtakenWith)));
      return refuse(response, 409, 'ConditionalRequestConflict');
    }
    if (fault && typeof fault === 'object' && 'status' in fault)
      return refuse(response, fault.status, fault.code, fault.headers);
    const body = Buffer.concat(chunks);
    return handlers[kind]?.({ objects, copies, parts, request, response, url, kind, body, fault });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'TESTACCESSKEY', secretAccessKey: 'test-secret' },
    forcePathStyle: true,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
  return {
    client,
    objects,
    copies,
    asked,
    fail: (kind, ...faults) => void planned.set(kind, faults),
    async close() {
      client.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Exchange {
  readonly objects: FaultyStore['objects'];
  readonly copies: FaultyStore['copies'];
  readonly parts: Map<number, Buffer>;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly kind: string;
  readonly body: Buffer;
  readonly fault: Fault | null;
}

function kindOf({ searchParams }: URL): string[] {
  const name = ['uploads', 'partNumber', 'uploadId', 'list-type', 'versions'].find((one) =>
    searchParams.has(one),
  );
  return name ? [`?${name}`] : [];
}

const handlers: Readonly<Record<string, (exchange: Exchange) => unknown>> = {
  PUT: (exchange) => store(exchange, stored(exchange.body)),
  HEAD: give,
  GET: give,
  'POST ?uploads': ({ response, parts }) => {
    parts.clear();
    const id = '<UploadId>1</UploadId>';
    return xml(response, `<InitiateMultipartUploadResult>${id}</InitiateMultipartUploadResult>`);
  },
  'PUT ?partNumber': ({ response, parts, url, body }) => {
    parts.set(Number(url.searchParams.get('partNumber')), body);
    return response.writeHead(200, { etag: '"part"' }).end();
  },
  'POST ?uploadId': (exchange) =>
    exchange.parts.size === 0
      ? refuse(exchange.response, 404, 'NoSuchUpload')
      : store(exchange, composed([...exchange.parts.values()])),
  'DELETE ?uploadId': ({ response }) => response.writeHead(204).end(),
  'GET ?list-type': ({ response }) =>
    xml(response, '<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>'),
  'GET ?versions': ({ response }) =>
    xml(response, '<ListVersionsResult><IsTruncated>true</IsTruncated></ListVersionsResult>'),
};

type Stored = { readonly bytes: Buffer; readonly checksum: string | null };

function store({ objects, request, response, url, kind, parts, fault }: Exchange, object: Stored): unknown {
  if (request.headers['if-none-match'] !== '*') return refuse(response, 400, 'NotConditional');
  if (objects.has(url.pathname)) return refuse(response, 412, 'PreconditionFailed');
  const said = typeof fault === 'object' && fault && 'checksum' in fault ? fault.checksum : object.checksum;
  objects.set(url.pathname, { bytes: object.bytes, checksum: said === null ? null : object.checksum });
  parts.clear();
  if (fault === 'cut-after') return request.socket.destroy();
  if (kind !== 'PUT') {
    const checksum = `<ChecksumSHA256>${said}</ChecksumSHA256>`;
    return xml(response, `<CompleteMultipartUploadResult>${checksum}</CompleteMultipartUploadResult>`);
  }
  return response.writeHead(200, said === null ? {} : { 'x-amz-checksum-sha256': said }).end();
}

function give({ objects, copies, request, response, url, fault }: Exchange): unknown {
  const object = objects.get(url.pathname);
  const copy = copies.get(url.pathname);
  if (!object) return refuse(response, 404, 'NoSuchKey');
  const { bytes, checksum } = object;
  const headers = {
    'content-length': bytes.length,
    'last-modified': storedAt.toUTCString(),
    ...(checksum === null ? {} : { 'x-amz-checksum-sha256': checksum }),
    ...(copy === undefined ? {} : { 'x-amz-replication-status': copy }),
  };
  response.writeHead(200, headers);
  if (request.method === 'HEAD') return response.end();
  if (fault === 'cut-within')
    return response.write(bytes.subarray(0, bytes.length >> 1), () => request.socket.destroy());
  return response.end(fault === 'garbled' ? bytes.map((byte) => byte ^ 1) : bytes);
}

function stored(bytes: Buffer): Stored {
  return { bytes, checksum: createHash('sha256').update(bytes).digest('base64') };
}

function composed(parts: readonly Buffer[]): Stored {
  const digests = parts.map((part) => createHash('sha256').update(part).digest());
  const checksum = createHash('sha256').update(Buffer.concat(digests)).digest('base64');
  return { bytes: Buffer.concat(parts), checksum: `${checksum}-${parts.length}` };
}

function refuse(response: ServerResponse, status: number, code: string, headers = {}): unknown {
  const text = `<Error><Code>${code}</Code><Message>${code} it is</Message></Error>`;
  return response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(text);
}

function xml(response: ServerResponse, text: string): unknown {
  return response.writeHead(200, { 'content-type': 'application/xml' }).end(text);
}

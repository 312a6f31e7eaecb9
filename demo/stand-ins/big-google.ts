import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parseArgs } from 'node:util';
import { bigAnswer } from './big-google/answers.ts';
import { serviceAccountKey } from './google-workspace.ts';
import { close, listen } from './serve/serve.ts';

export interface BigGoogle {
  readonly url: string;
  /** A service account's key (JSON). The token address accepts any assertion. */
  serviceAccountKey(): string;
  close(): Promise<void>;
}

/**
 * Serves a Google Workspace of any size for benchmarks: pages of users are made as they are asked for, without
 * delay, quotas or checks. For everything else there is `startGoogleWorkspace`.
 */
export async function startBigGoogle(options: {
  readonly users: number;
  readonly port?: number;
  /** The clock that answers are dated by; the machine's, when left out. */
  readonly now?: () => Date;
}): Promise<BigGoogle> {
  const server = createServer((request, response) => {
    if (options.now) response.setHeader('date', options.now().toUTCString());
    answer(request, response, options.users);
  });
  const url = await listen(server, options.port ?? 0);
  return { url, serviceAccountKey: () => serviceAccountKey(url), close: () => close(server) };
}

function answer(request: IncomingMessage, response: ServerResponse, users: number): void {
  request.resume();
  const body = bigAnswer(new URL(request.url ?? '/', 'http://localhost'), users);
  response.writeHead(body === null ? 404 : 200, { 'content-type': 'application/json' });
  response.end(body ?? '{"error":{"code":404,"message":"Not Found","status":"NOT_FOUND"}}');
}

/** `node demo/stand-ins/big-google.ts --users N --port 0` prints its address and its key as one line of JSON. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { users: { type: 'string' }, port: { type: 'string' } } });
  const users = Number(values.users ?? 10_000);
  if (!Number.isInteger(users) || users < 0) throw new RangeError('--users needs a whole number.');
  const big = await startBigGoogle({ users, port: Number(values.port ?? 0) });
  process.stdout.write(
    `${JSON.stringify({ url: big.url, users, serviceAccountKey: big.serviceAccountKey() })}\n`,
  );
}

if (import.meta.main) await main();

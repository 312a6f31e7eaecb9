import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from 'node:net';
import type { Exchange } from '../../lib/http/exchange.ts';
import { type RecordingOptions, recordingFetch } from '../../lib/http/recording.ts';
import { Secrets } from '../../lib/http/redact.ts';

/** Answers one request; `nth` counts from 1. The last of a script answers all that follow. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const stops: (() => void)[] = [];

/** To be called after each test. */
export function stopServers(): void {
  for (const stop of stops.splice(0)) stop();
}

/** A provider on loopback that answers by a script. */
export async function provider(...script: Answer[]) {
  const asked: IncomingMessage[] = [];
  const listener: RequestListener = (request, response) => {
    asked.push(request);
    script[Math.min(asked.length, script.length) - 1]?.(response, request);
  };
  const server = createServer(listener);
  return { url: await listen(server, () => server.closeAllConnections()), asked };
}

/** A provider that writes what it likes on the connection, once per request. */
export async function rawProvider(...script: ((socket: Socket) => void)[]) {
  const asked: string[] = [];
  const sockets: Socket[] = [];
  const server = createRawServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      asked.push(data.toString());
      script[Math.min(asked.length, script.length) - 1]?.(socket);
    });
  });
  return { url: await listen(server, () => sockets.map((socket) => socket.destroy())), asked };
}

async function listen(server: Server, cut: () => void): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  stops.push(() => {
    server.close();
    cut();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An address at which nobody listens. */
export async function deadAddress(): Promise<string> {
  const { url } = await provider();
  stops.pop()?.();
  return url;
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** A recording fetch that never really waits; what it recorded and how long it would have waited. */
export function collector(options: Partial<RecordingOptions> = {}) {
  const exchanges: Exchange[] = [];
  const waits: number[] = [];
  const secrets = options.secrets ?? new Secrets();
  const fetch = recordingFetch({
    provider: 'Example Directory',
    patienceMs: 120_000,
    now: () => new Date('2026-11-23T02:00:00Z'),
    record: (exchange) => void exchanges.push(exchange),
    sleep: async (ms) => void waits.push(ms),
    random: () => 0.5,
    ...options,
    secrets,
  });
  return { fetch, exchanges, waits, secrets };
}

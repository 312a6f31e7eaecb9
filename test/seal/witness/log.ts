import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { initializeTLog, rekorHandler } from '@sigstore/mock';

export interface Log extends AsyncDisposable {
  readonly url: string;
  /** Its key, PEM. */
  readonly key: string;
  /** What it was sent. */
  readonly asked: string[];
}

export interface Habits {
  /** The moment at which it enters; now, when left out. */
  readonly clock?: Date;
  /** Spoils the answer, which is `{ <uuid>: entry }` as JSON. */
  readonly answer?: (body: string) => { readonly status: number; readonly body: string };
  /** Answers that it has the entry already, and where, as Rekor does. */
  readonly known?: boolean;
}

/** Sigstore's own stand-in for Rekor, version 1, on loopback. */
export async function startLog(habits: Habits = {}): Promise<Log> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const asked: string[] = [];
  const entries = new Map<string, string>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const handler = rekorHandler(await initializeTLog(url, keys, habits.clock));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') {
      const found = entries.get(request.url ?? '');
      response.writeHead(found ? 200 : 404).end(found);
      return;
    }
    asked.push(await text(request));
    const { response: body, statusCode } = await handler.fn(asked.at(-1) ?? '');
    const place = `${handler.path}/${Object.keys(JSON.parse(String(body)))[0]}`;
    entries.set(place, String(body));
    if (habits.known) response.writeHead(409, { location: place }).end('{"code":409}');
    else {
      const spoilt = habits.answer?.(String(body)) ?? { status: statusCode, body: String(body) };
      response.writeHead(spoilt.status, { 'content-type': 'application/json' }).end(spoilt.body);
    }
  }

  return {
    url,
    key: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

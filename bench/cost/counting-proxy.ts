import { request as ask, createServer } from 'node:http';
import { close, listen } from '../../demo/stand-ins/serve/serve.ts';

/** What S3 charges for, and what is stored. */
export interface Counts {
  /** PUT, POST and LIST requests. */
  writes: number;
  /** GET and HEAD requests. */
  reads: number;
}

export interface CountingProxy {
  readonly url: string;
  /** What was asked since the last call. */
  take(): Counts;
  close(): Promise<void>;
}

/** Stands in front of an S3 server, passes everything on as it is, and counts by what Amazon S3 charges. */
export async function countingProxy(target: string): Promise<CountingProxy> {
  let counts: Counts = { writes: 0, reads: 0 };
  const { hostname, port } = new URL(target);
  const server = createServer((request, response) => {
    const lists = /[?&](list-type|versions|uploads)(=|&|$)/.test(request.url ?? '');
    const isRead = (request.method === 'GET' || request.method === 'HEAD') && !lists;
    if (isRead) counts.reads++;
    // Deleting and ending uploads is free of charge.
    else if (request.method !== 'DELETE') counts.writes++;
    const { method, url: path, headers } = request;
    const passed = ask({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  return {
    url: await listen(server, 0),
    take() {
      const taken = counts;
      counts = { writes: 0, reads: 0 };
      return taken;
    },
    close: () => close(server),
  };
}

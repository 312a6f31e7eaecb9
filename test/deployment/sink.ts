import { createServer } from 'node:http';
import { close, listen } from '../../demo/stand-ins/serve/serve.ts';

/** A proxy that lets nothing through and writes down who was to be reached. */
export interface Sink {
  /** Points a process to it; what is on this machine is asked without it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whom somebody wanted to reach, beyond this machine. */
  readonly wanted: string[];
  close(): Promise<void>;
}

export async function startSink(): Promise<Sink> {
  const wanted: string[] = [];
  const server = createServer((request, response) => {
    wanted.push(`${request.method} ${request.url}`);
    response.writeHead(403).end();
  });
  server.on('connect', (request, socket) => {
    wanted.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  const url = await listen(server, 0);
  const own = '127.0.0.1,localhost';
  return {
    environment: {
      HTTP_PROXY: url,
      HTTPS_PROXY: url,
      NO_PROXY: own,
      http_proxy: url,
      https_proxy: url,
      no_proxy: own,
      // Node's own clients look at these only where they are told to.
      NODE_USE_ENV_PROXY: '1',
    },
    wanted,
    close: () => close(server),
  };
}

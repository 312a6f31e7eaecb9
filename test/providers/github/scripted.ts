import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Reply = (response: ServerResponse, request: IncomingMessage) => void;

const servers: Server[] = [];

/** For `afterEach`. */
export function stopServers(): void {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
}

/** Answers one request after the other by the script; what comes after its end gets 500. */
export async function scripted(...script: readonly Reply[]) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    const reply = script[asked.length - 1];
    if (reply) reply(response, request);
    else response.writeHead(500).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** JSON, with the headers that the request's own address may be part of. */
export function json(body: unknown, headers: (host: string) => Record<string, string> = () => ({})): Reply {
  return (response, { headers: { host } }) =>
    response
      .writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...headers(`http://${host}`) })
      .end(JSON.stringify(body));
}

export function linked(body: unknown, path: string): Reply {
  return json(body, (host) => ({ link: `<${path.startsWith('/') ? host : ''}${path}>; rel="next"` }));
}

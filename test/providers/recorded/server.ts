import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../../../demo/stand-ins/serve/serve.ts';
import type { Recording } from './recording.ts';

export interface RecordedServer {
  readonly url: string;
  readonly server: Server;
  /** What was asked that was not recorded. */
  readonly unknown: readonly string[];
}

/** Gives the recorded answers. Of answers with parameters in their name, those whose parameters were asked for come first. */
export async function serveRecorded({ answers }: Recording): Promise<RecordedServer> {
  const unknown: string[] = [];
  const server = createServer(async (request, response) => {
    const name = nameOf(request, await text(request), Object.keys(answers));
    const answer = answers[name];
    if (answer === undefined) unknown.push(name);
    const isText = typeof answer === 'string';
    response.writeHead(answer === undefined ? 404 : 200, {
      'content-type': isText ? 'text/xml' : 'application/json; charset=utf-8',
    });
    response.end(isText ? answer : JSON.stringify(answer ?? {}));
  });
  return { url: await listen(server, 0), server, unknown };
}

function nameOf({ url = '/' }: IncomingMessage, body: string, known: readonly string[]): string {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  const action = new URLSearchParams(body).get('Action');
  if (action !== null) return `${pathname}#${action}`;
  const asked = [...searchParams].map(([key, value]) => `${pathname}?${key}=${value}`);
  return known.find((one) => asked.includes(one)) ?? pathname;
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { close, listen } from '../../demo/stand-ins/serve/serve.ts';

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is answered instead of what the server said; `null` hangs up without a word. */
export type Meddle = (
  question: Question,
  answer: () => Promise<Answer>,
) => Promise<Answer | null> | Answer | null;

export interface GoBetween {
  readonly url: string;
  close(): Promise<void>;
}

/** Stands between the command line and a stand-in, for the ways of being wrong that the stand-in does not know. */
export async function startGoBetween(target: string, meddle: Meddle): Promise<GoBetween> {
  const server = createServer((request, response) => {
    relay(target, meddle, request, response).catch(() => response.destroy());
  });
  const url = await listen(server, 0);
  return { url, close: () => close(server) };
}

async function relay(target: string, meddle: Meddle, request: IncomingMessage, response: ServerResponse) {
  const question = await questionOf(request);
  const answer = await meddle(question, () => pass(target, question));
  if (!answer) return void response.destroy();
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

async function questionOf(request: IncomingMessage): Promise<Question> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = new URL(request.url ?? '/', 'http://localhost');
  const headers = Object.entries(request.headers).filter(
    ([name]) => name !== 'host' && name !== 'connection',
  );
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks).toString(),
  };
}

async function pass(target: string, { method, path, query, headers, body }: Question): Promise<Answer> {
  const { 'content-length': _, ...own } = headers;
  const response = await fetch(`${target}${path}?${query}`, {
    method,
    headers: own,
    redirect: 'manual',
    ...(method === 'GET' ? {} : { body }),
  });
  const text = await response.text();
  const date = response.headers.get('date') ?? '';
  return { status: response.status, headers: { 'content-type': 'application/json', date }, body: text };
}

/** Answers with JSON. */
export function json(value: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/**
 * What AWS Lambda does with a bundle, in a process of its own: imports it, calls its handler once with the event and a
 * context, and sends what came of it to the parent. Its clock stands at the time that it is told. It ends itself without
 * warning at the request that it is told to die at.
 */
import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { ClientRequest } from 'node:http';
import { pathToFileURL } from 'node:url';

export interface Task {
  /** The bundle. */
  readonly file: string;
  readonly event: unknown;
  /** Milliseconds since 1970: what its clock says. */
  readonly now: number;
  readonly name: string;
  readonly request: string;
  /** What is left of its time at each asking, in milliseconds; the last counts from then on. */
  readonly remaining: readonly number[];
  /** Dies when this many requests were begun, or when this many were answered. */
  readonly dies: { readonly requests: number; readonly when: 'begun' | 'answered' } | null;
}

export type Told =
  | {
      readonly ended: true;
      readonly output: unknown;
      readonly requests: number;
      readonly asked: readonly Asked[];
    }
  | { readonly ended: false; readonly name: string; readonly message: string };

/** A request by Node's own client, which is what the SDK of AWS uses. */
export interface Asked {
  readonly method: string;
  readonly host: string;
  /** With the query. */
  readonly path: string;
  /** What some services are told the operation by. */
  readonly target: string | null;
  readonly ifNoneMatch: string | null;
}

const channels = {
  begun: ['http.client.request.start', 'undici:request:create'],
  answered: ['http.client.response.finish', 'undici:request:headers'],
} as const;

const [task] = (await once(process, 'message')) as [Task];
let requests = 0;
for (const name of channels.begun) subscribe(name, () => requests++);
const asked: Asked[] = [];
subscribe('http.client.request.start', (message) => {
  const { request } = message as { request: ClientRequest };
  const header = (name: string) => request.getHeader(name)?.toString() ?? null;
  const { host, method, path } = request;
  asked.push({ method, host, path, target: header('x-amz-target'), ifNoneMatch: header('if-none-match') });
});
const { dies } = task;
if (dies !== null) {
  let seen = 0;
  for (const name of channels[dies.when])
    subscribe(name, () => {
      if (++seen === dies.requests) process.kill(process.pid, 'SIGKILL');
    });
}

const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...words: []) {
    super(...((words.length === 0 ? [task.now] : words) as []));
  }
  static override now(): number {
    return task.now;
  }
} as DateConstructor;

const left = [...task.remaining];
const context = {
  functionName: task.name,
  awsRequestId: task.request,
  getRemainingTimeInMillis: () => (left.length > 1 ? left.shift() : left[0]),
};

async function told(): Promise<Told> {
  try {
    const { handler } = await import(pathToFileURL(task.file).href);
    return { ended: true, output: await handler(task.event, context), requests, asked };
  } catch (error) {
    const { name, message } = error as Error;
    return { ended: false, name, message };
  }
}

process.send?.(await told(), () => process.exit(0));

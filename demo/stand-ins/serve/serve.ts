import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import { enlarged, misanswer, nothingSent } from './misanswer.ts';
import { type Misbehaviour, rulebook } from './misbehaviour.ts';
import type {
  Ask,
  Manner,
  Refuse,
  RightAnswer,
  SeenRequest,
  StandIn,
  StandInOptions,
  Surroundings,
} from './stand-in.ts';

/** Serves a provider's routes on 127.0.0.1, spoilt by whatever rules are in force. */
export async function serveStandIn(
  routes: (app: Hono<Surroundings>) => void,
  refuse: Refuse,
  { port = 0, now = () => new Date(), onAnswer }: StandInOptions,
  { nameOf, credentialOf = byHeader, finish = (answer) => answer }: Manner = {},
): Promise<StandIn> {
  const requests: SeenRequest[] = [];
  const rules = rulebook();
  const expired = new Set<string>();
  const wrongdoing = { refuse, credentialOf, expire: (ask: Ask) => void expired.add(credentialOf(ask)) };
  const requestId = requestIds();

  async function answer(ask: Ask, next: () => Promise<void>): Promise<void> {
    const name = await nameOf?.(ask);
    if (expired.has(credentialOf(ask))) ask.res = Response.json(refuse(401, ask.req.path), { status: 401 });
    else await next();
    if (onAnswer) onAnswer(await told(ask, name, await finish(ask.res.clone())));
    const query = new URL(ask.req.url).search;
    const rule = rules.take(name ?? ask.req.path, ask.get('page')?.number ?? 1, query);
    const spoilt = rule ? await misanswer(rule, ask, ask.res, wrongdoing) : ask.res;
    const finished = spoilt === nothingSent ? spoilt : await finish(spoilt);
    const response = rule?.do === 'large-body' ? await enlarged(finished) : finished;
    requests.push(seen(ask, name, rule, response));
    replace(ask, response === nothingSent ? response : stamped(response, clock(now, rule), requestId(ask)));
  }

  const app = new Hono<Surroundings>();
  app.use(answer);
  routes(app);
  app.notFound((ask) => ask.json(refuse(404, ask.req.path), 404));
  app.onError((error, ask) => ask.json(refuse(500, ask.req.path, error.message), 500));

  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  const url = await listen(server, port);
  return {
    url,
    requests,
    misbehave: rules.add,
    behave: () => {
      rules.clear();
      expired.clear();
    },
    close: () => close(server),
  };
}

const byHeader = (ask: Ask) => ask.req.header('authorization') ?? '';

/** Listens on the loopback interface and says where. */
export async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Closes the server with everything that is still open. */
export async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

async function told(ask: Ask, name: string | undefined, right: Response): Promise<RightAnswer> {
  const { method, path } = ask.req;
  return { method, path: name ?? path, status: right.status, text: await right.text() };
}

function seen(
  ask: Ask,
  name: string | undefined,
  rule: Misbehaviour | undefined,
  response: Response,
): SeenRequest {
  const url = new URL(ask.req.url);
  const answered = response !== nothingSent || rule?.do === 'cut';
  const status = response === nothingSent ? ask.res.status : response.status;
  return {
    method: ask.req.method,
    path: name ?? url.pathname,
    query: url.search,
    status: answered ? status : 0,
  };
}

/** Hono would otherwise merge the headers of the answer that is being replaced into the new one. */
function replace(ask: Ask, response: Response): void {
  ask.res = undefined;
  ask.res = response;
}

function stamped(response: Response, date: Date, id: string): Response {
  const headers = new Headers(response.headers);
  headers.set('date', date.toUTCString());
  headers.set('x-request-id', id);
  return new Response(response.body, { status: response.status, headers });
}

function clock(now: () => Date, rule: Misbehaviour | undefined): Date {
  return rule?.do === 'clock-offset' ? new Date(now().getTime() + rule.milliseconds) : now();
}

/**
 * Ids that depend on what was asked and how often, so that equal nights leave equal evidence. Requests for a token are not
 * counted: datasets that are collected side by side ask for theirs in no certain order, and a night in several calls asks anew.
 */
function requestIds(): (ask: Ask) => string {
  const asked = new Map<string, number>();
  return (ask) => {
    const url = new URL(ask.req.url);
    const question = `${ask.req.method} ${url.pathname}${url.search}`;
    const times = asksForToken.test(question) ? 1 : (asked.get(question) ?? 0) + 1;
    asked.set(question, times);
    return sha256Of(`${question} ${times}`).slice(0, 24);
  };
}

/** However the vendors call the path: `/oauth/token`, `/connect/token`, `/token`. */
const asksForToken = /^POST \S*\/tokens?$/;

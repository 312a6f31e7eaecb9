import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { close, listen } from '../../../demo/stand-ins/serve/serve.ts';
import type { Answer, Asked, Company, Twist, Vendor } from './vendor.ts';

/** A vendor on the loopback interface. What it holds and what is wrong with it may change between two nights. */
export interface Served {
  readonly url: string;
  /** Whatever was asked at an address where the vendor has nothing. */
  readonly strange: readonly string[];
  company: Company;
  twist: Twist;
  close(): Promise<void>;
}

/** Serves a vendor that goes by the given clock. */
export async function serve(vendor: Vendor, now: () => Date): Promise<Served> {
  const strange: string[] = [];
  let refused = 0;
  let twist: Twist = {};
  const answered = async (request: IncomingMessage): Promise<Answer> => {
    const asked = await askedBy(request, served.url, now(), twist);
    if (
      twist.refuse?.path.test(`${asked.path}?${decodeURIComponent(asked.query.toString())}`) &&
      refused++ < (twist.refuse.times ?? Number.POSITIVE_INFINITY)
    )
      return typeof twist.refuse.as === 'function' ? twist.refuse.as(now()) : twist.refuse.as;
    if (!vendor.admits(asked)) return vendor.refusals.unauthenticated;
    const answer = vendor.answer(asked, served.company);
    if (answer === null) strange.push(`${asked.method} ${asked.path}?${asked.query}`);
    return answer ?? vendor.refusals.missing;
  };
  const server = createServer(async (request, response) => {
    const { status = 200, headers, body } = await answered(request);
    const type = { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json' };
    response.writeHead(status, { date: now().toUTCString(), ...type, ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const served: Served = {
    url: await listen(server, 0),
    strange,
    company: vendor.company(),
    get twist() {
      return twist;
    },
    set twist(wanted) {
      twist = wanted;
      refused = 0;
    },
    close: () => close(server),
  };
  return served;
}

async function askedBy(request: IncomingMessage, origin: string, now: Date, twist: Twist): Promise<Asked> {
  const { pathname, searchParams } = new URL(request.url ?? '/', origin);
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    header: (name) => String(request.headers[name] ?? ''),
    body: await text(request),
    origin,
    now,
    twist,
  };
}

import { once } from 'node:events';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { echoed } from './echoed.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import { misshape } from './misshape.ts';
import type { Ask, Refuse } from './stand-in.ts';

/** Why no answer follows: the wire itself was spoilt. */
export const nothingSent: Response = RESPONSE_ALREADY_SENT;

export interface Wrongdoing {
  readonly refuse: Refuse;
  /** Makes the credential that this question came with worthless from now on. */
  readonly expire: (ask: Ask) => void;
  /** What the caller signed in with, where it is not in `Authorization`. */
  readonly credentialOf: (ask: Ask) => string;
}

/** The wrong answer that the rule asks for, made from the right one. `nothingSent` when it was done on the wire. */
export async function misanswer(
  rule: Misbehaviour,
  ask: Ask,
  right: Response,
  { credentialOf, refuse, expire }: Wrongdoing,
): Promise<Response> {
  const { path } = ask.req;
  if (typeof rule.do === 'number') {
    const headers = 'retryAfter' in rule ? { 'retry-after': String(rule.retryAfter) } : {};
    return Response.json(refuse(rule.do, path), { status: rule.do, headers });
  }
  switch (rule.do) {
    case 'close':
      ask.env.incoming.socket.destroy();
      return nothingSent;
    case 'stall':
      return nothingSent;
    case 'cut':
      return await cut(ask, right);
    case 'not-json':
      return new Response('<html><body>Be right back.</body></html>', {
        headers: { 'content-type': 'text/html' },
      });
    case 'expire-token':
      expire(ask);
      return Response.json(refuse(401, path), { status: 401 });
    case 'echo-secret': {
      const secret = ask.req.header('authorization') ?? (credentialOf(ask) || (await ask.req.text()));
      return Response.json(refuse(403, path, `Refused: ${secret}`), { status: 403 });
    }
    case 'echo-everywhere': {
      const { headers, status } = right;
      const body = echoed(await right.json(), sentIn(ask, credentialOf));
      return Response.json(body, { status, headers: withoutLength(headers) });
    }
    case 'redirect':
      return new Response(null, { status: 302, headers: { location: `${rule.to}${path}` } });
    case 'clock-offset':
    case 'large-body':
      return right;
    default:
      return misshape(rule, right, ask.get('page'));
  }
}

/** The credential without the word in front; of one that signs, the signature. */
function sentIn(ask: Ask, credentialOf: Wrongdoing['credentialOf']): string {
  const given = ask.req.header('authorization') ?? credentialOf(ask);
  return /Signature=(\w+)/.exec(given)?.[1] ?? given.replace(/^\S+ /, '');
}

function withoutLength(given: Headers): Headers {
  const headers = new Headers(given);
  headers.delete('content-length');
  return headers;
}

const blanks = new Uint8Array(400_000).fill(0x20);

/** The answer, and forty million blanks behind it, which are made only as long as somebody reads. */
export async function enlarged(answer: Response): Promise<Response> {
  const body = await answer.bytes();
  let left = 100;
  const stream = new ReadableStream<Uint8Array>({
    start: (out) => out.enqueue(body),
    pull: (out) => {
      if (left-- > 0) out.enqueue(blanks);
      else out.close();
    },
  });
  return new Response(stream, { status: answer.status, headers: withoutLength(answer.headers) });
}

/** Sends the headers, half of the body, and hangs up. */
async function cut(ask: Ask, right: Response): Promise<Response> {
  const body = Buffer.from(await right.arrayBuffer());
  const { outgoing } = ask.env;
  outgoing.writeHead(right.status, { 'content-type': 'application/json', 'content-length': body.length });
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)));
  ask.env.incoming.socket.destroySoon();
  await once(outgoing, 'close');
  return nothingSent;
}

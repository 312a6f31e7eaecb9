import * as z from 'zod/mini';
import { sha256Of } from '../../evidence/sha256.ts';
import type { Envelope } from '../bundle.ts';
import { SealError } from '../error.ts';

/** A public log of signatures that nobody can take an entry out of unseen. */
export interface Witness {
  /** Its address, without a path. */
  readonly url: string;
  /** Of its interface. */
  readonly version: 1;
}

/** An entry as the log answers it. */
export type LogEntry = z.output<typeof entrySchema>;

const patienceMs = 30_000;
const mostBytes = 1 << 20;
const entriesPath = '/api/v1/log/entries';
/** Where a log refers to an entry that it has already. */
const entryPath = /^\/api\/v1\/log\/entries\/[0-9a-f]{64,80}$/;

const whole = z.int().check(z.nonnegative());
const entrySchema = z.object({
  body: z.string(),
  integratedTime: whole,
  logID: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  logIndex: whole,
  verification: z.object({
    inclusionProof: z.object({
      checkpoint: z.string(),
      hashes: z.array(z.string()),
      logIndex: whole,
      rootHash: z.string(),
      treeSize: whole,
    }),
    signedEntryTimestamp: z.string(),
  }),
});
const responseSchema = z.record(z.string(), entrySchema);

/**
 * Has a seal's signature entered into the log, as `hashedrekord`: the hash of what was signed, the signature and the public
 * key go there, and nothing of what the seal says. Throws `SealError` (`witness`).
 * @param publicKey PEM of the key that signed
 */
export async function enter(
  { url }: Witness,
  { signature, signed }: Envelope,
  publicKey: string,
): Promise<LogEntry> {
  const entry = {
    apiVersion: '0.0.1',
    kind: 'hashedrekord',
    spec: {
      data: { hash: { algorithm: 'sha256', value: sha256Of(signed) } },
      signature: {
        content: signature.toString('base64'),
        publicKey: { content: Buffer.from(publicKey).toString('base64') },
      },
    },
  };
  const response = await send(new URL(entriesPath, url), {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(entry),
  });
  if (response.status !== 409) return await entryIn(response, url);
  // An earlier start had it entered, and was cut off before it kept the answer.
  const place = response.headers.get('location') ?? '';
  if (!entryPath.test(place)) throw fault(`${url} has the entry already and does not say where.`);
  return await entryIn(await send(new URL(place, url), { headers: { accept: 'application/json' } }), url);
}

async function send(address: URL, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, {
      ...request,
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (error) {
    throw fault(`${address.origin} did not answer.`, error);
  }
}

async function entryIn(response: Response, url: string): Promise<LogEntry> {
  if (!response.ok) throw fault(`${url} answered ${response.status}.`);
  try {
    const bytes = await response.arrayBuffer();
    if (bytes.byteLength > mostBytes) throw new RangeError('The answer is too long.');
    const [entry, ...more] = Object.values(responseSchema.parse(JSON.parse(new TextDecoder().decode(bytes))));
    if (!entry || more.length > 0) throw new RangeError('It is not one entry.');
    return entry;
  } catch (error) {
    throw fault(`The answer of ${url} is not an entry of its log.`, error);
  }
}

function fault(message: string, cause?: unknown): SealError {
  return new SealError('witness', message, { cause });
}

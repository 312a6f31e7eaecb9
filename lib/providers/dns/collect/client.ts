import { Resolver } from 'node:dns/promises';
import { CollectError, type ProblemCode } from '../../../evidence/problem.ts';

/** One question and what came of it, as it is kept for evidence. */
export interface Answer {
  readonly name: string;
  /** RFC 3339. */
  readonly askedAt: string;
  /** The texts with their pieces as they came; null when there was no answer. */
  readonly answer: readonly (readonly string[])[] | null;
  /** Why the answer is empty or missing: `ENOTFOUND`, `ENODATA`, `ESERVFAIL`, …; null when there are texts. */
  readonly status: string | null;
}

export interface DnsClient {
  /** The servers that are asked. */
  readonly servers: readonly string[];
  /** The texts at a name. Resolves whatever comes of it. Throws `interrupted` when the run is stopped. */
  texts(name: string): Promise<Answer>;
}

export interface DnsOptions {
  readonly limits: Limits;
  readonly resolver: string | undefined;
  readonly clock: () => Date;
  readonly signal: AbortSignal | undefined;
}

/** How long a question may take. */
export interface Limits {
  /** Milliseconds for the first attempt; each further one takes longer. */
  readonly timeoutMs: number;
  readonly tries: number;
}

export function dnsClient({ clock, limits, resolver, signal }: DnsOptions): DnsClient {
  const client = new Resolver({ timeout: limits.timeoutMs, tries: limits.tries });
  if (resolver !== undefined) client.setServers([resolver]);
  return {
    servers: client.getServers(),
    async texts(name) {
      if (signal?.aborted) throw stopped(name);
      const askedAt = clock().toISOString();
      const stop = () => client.cancel();
      signal?.addEventListener('abort', stop, { once: true });
      try {
        return { name, askedAt, answer: await client.resolveTxt(name), status: null };
      } catch (error) {
        if (signal?.aborted) throw stopped(name);
        return { name, askedAt, ...withoutTexts(error) };
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    },
  };
}

function stopped(name: string): CollectError {
  return new CollectError('interrupted', `DNS: the run was stopped at ${name}. Run again.`);
}

function withoutTexts(error: unknown): Pick<Answer, 'answer' | 'status'> {
  const status = typeof error === 'object' && error && 'code' in error ? String(error.code) : null;
  // Not a fault of the DNS, but of ours.
  if (status === null || status.startsWith('ERR_')) throw error;
  return { answer: isNone(status) ? [] : null, status };
}

/** The server knows that there is nothing: no such name, or no text at it. */
function isNone(status: string): boolean {
  return status === 'ENOTFOUND' || status === 'ENODATA';
}

const codes: Readonly<Record<string, ProblemCode>> = {
  EBADRESP: 'malformed',
  EFORMERR: 'malformed',
  EREFUSED: 'denied',
  ETIMEOUT: 'timeout',
};

/** What a question without an answer means for the dataset. */
export function problemCodeOf(status: string | null): ProblemCode {
  return codes[status ?? ''] ?? 'unavailable';
}

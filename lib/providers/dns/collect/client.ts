import { Resolver } from 'node:dns/promises';
import { CollectError } from '../../../evidence/problem.ts';
import type { Answer, Question } from './answer.ts';

export interface DnsClient {
  /** The servers that are asked. */
  readonly servers: readonly string[];
  /** Resolves whatever comes of it. Throws `interrupted` when the run is stopped. */
  ask(question: Question): Promise<Answer>;
}

export interface DnsOptions {
  readonly limits: Limits;
  readonly resolver: string | undefined;
  readonly clock: () => Date;
  readonly signal: AbortSignal | undefined;
}

/** How long questions may take, and how many there may be. */
export interface Limits {
  /** Milliseconds for the first attempt; each further one takes longer. */
  readonly timeoutMs: number;
  readonly tries: number;
  /** Milliseconds for all questions about one domain; what is left is not asked. */
  readonly domainMs: number;
  /** Questions about one domain; further ones are not asked. */
  readonly questions: number;
}

export function dnsClient({ clock, limits, resolver, signal }: DnsOptions): DnsClient {
  const client = new Resolver({ timeout: limits.timeoutMs, tries: limits.tries });
  if (resolver !== undefined) client.setServers([resolver]);
  return {
    servers: client.getServers(),
    async ask({ name, type }) {
      if (signal?.aborted) throw stopped(name);
      const askedAt = clock().toISOString();
      const stop = () => client.cancel();
      signal?.addEventListener('abort', stop, { once: true });
      try {
        return { name, type, askedAt, answer: await resolve(client, name, type), status: null };
      } catch (error) {
        if (signal?.aborted) throw stopped(name);
        return { name, type, askedAt, ...withoutAnswer(error) };
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    },
  };
}

function resolve(client: Resolver, name: string, type: Question['type']): Promise<Answer['answer']> {
  switch (type) {
    case 'A':
      return client.resolve4(name);
    case 'AAAA':
      return client.resolve6(name);
    case 'MX':
      return client.resolveMx(name);
    case 'PTR':
      return client.resolvePtr(name);
    case 'TXT':
      return client.resolveTxt(name);
  }
}

function stopped(name: string): CollectError {
  return new CollectError('interrupted', `DNS: the run was stopped at ${name}. Run again.`);
}

function withoutAnswer(error: unknown): Pick<Answer, 'answer' | 'status'> {
  const status = typeof error === 'object' && error && 'code' in error ? String(error.code) : null;
  // Not a fault of the DNS, but of ours.
  if (status === null || status.startsWith('ERR_')) throw error;
  return { answer: isNone(status) ? [] : null, status };
}

/** The server knows that there is nothing: no such name, or nothing of this type at it. */
function isNone(status: string): boolean {
  return status === 'ENOTFOUND' || status === 'ENODATA';
}

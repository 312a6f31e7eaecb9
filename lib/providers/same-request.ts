import type { Exchange } from '../http/exchange.ts';
import { redactUrl, Secrets } from '../http/redact.ts';
import type { Question } from './reader.ts';

const noSecrets = new Secrets();

/**
 * Whether an exchange is of this question: the same method, address and parameters, in whatever order. Where a secret
 * was blanked out of the address, its path decides.
 */
export function isOf({ method, url }: Exchange, question: Question): boolean {
  if (method !== question.method) return false;
  const [recorded, asked] = [new URL(url), new URL(redactUrl(question.url, noSecrets))];
  if (
    recorded.origin !== asked.origin ||
    recorded.pathname !== asked.pathname ||
    recorded.hash !== asked.hash
  )
    return false;
  recorded.searchParams.sort();
  asked.searchParams.sort();
  return url.includes('[redacted]') || recorded.search === asked.search;
}

import type { Exchange } from '../http/exchange.ts';
import { redactUrl, Secrets } from '../http/redact.ts';
import type { ProviderRequest } from './reader.ts';

const noSecrets = new Secrets();

/**
 * Whether an exchange is of this question: the same method, address and parameters, in whatever order. Where a secret
 * was blanked out of the address, its path decides.
 */
export function isOf({ method, url }: Exchange, request: ProviderRequest): boolean {
  if (method !== request.method) return false;
  const [recorded, asked] = [new URL(url), new URL(redactUrl(request.url, noSecrets))];
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

import type { RecordedRequest } from '../../evidence/document.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import type { Exchange } from '../../http/recording.ts';

/**
 * The responses of one dataset as its document lists them, and how far the provider's clock is from ours in milliseconds, at the
 * most: one that differs by much makes time itself doubtful.
 * @param nominal the run's time where it was given by hand
 */
export function collectedResponses(nominal: Date | null) {
  const requests: RecordedRequest[] = [];
  let skew: number | null = null;
  return {
    requests,
    skewMs: () => skew,
    addFile(name: string, bytes: Buffer, records: number): void {
      const sha256 = sha256Of(bytes);
      const nothing = { status: null, requestId: null, providerDate: null };
      requests.push({ method: 'FILE', url: name, ...nothing, bytes: bytes.length, sha256, records });
    },
    add(exchange: Exchange): void {
      requests.push({
        method: exchange.method,
        url: exchange.url,
        status: exchange.status,
        requestId: exchange.requestId,
        providerDate: exchange.providerDate?.toISOString() ?? null,
        bytes: exchange.bytes,
        sha256: exchange.sha256,
        records: 0,
      });
      if (!exchange.providerDate) return;
      const found = skewOf(exchange.providerDate, exchange.answeredAt, nominal);
      if (skew === null || Math.abs(found) > Math.abs(skew)) skew = found;
    },
    count(records: number): void {
      const last = requests.at(-1);
      // A file says itself how many records it holds.
      if (last && last.method !== 'FILE')
        requests[requests.length - 1] = { ...last, records: last.records + records };
    },
  };
}

/**
 * Provider's clock minus ours. When the run's time was given by hand, a provider that keeps that time agrees too:
 * the smaller difference counts.
 */
function skewOf(provider: Date, ours: Date, nominal: Date | null): number {
  const skew = provider.getTime() - ours.getTime();
  if (!nominal) return skew;
  const fromNominal = provider.getTime() - nominal.getTime();
  return Math.abs(fromNominal) < Math.abs(skew) ? fromNominal : skew;
}

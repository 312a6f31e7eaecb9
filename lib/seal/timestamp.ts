import { type Locker, LockerError } from '../locker/locker.ts';
import { readBundle } from './bundle.ts';
import { timestampPath } from './chain.ts';
import { SealError } from './error.ts';
import type { Seal } from './seal.ts';
import { readStatement } from './statement.ts';

/** A token proves that a seal existed at its time; got much later than the seal was made, it would contradict it. */
export const timestampDelayMs = 3_600_000;
const patienceMs = 30_000;
const queryType = 'application/timestamp-query';

export interface TimestampInput {
  readonly locker: Locker;
  readonly seal: Seal;
  /** Address of the RFC 3161 authority. */
  readonly authority: string;
  /** Its certificates (PEM), or of those that vouch for it; with none, any authority's token is kept. */
  readonly certificates?: readonly string[];
  readonly now: () => Date;
}

/**
 * Asks the authority for a time-stamp over the seal's signature and keeps the response beside the seal. Returns its
 * key, or null when the seal is more than an hour old and has none. Throws `SealError` (`timestamp`); the seal stands
 * without it.
 */
export async function timestampSeal(input: TimestampInput): Promise<string | null> {
  const key = timestampPath(input.seal.sequence);
  if (await input.locker.read(key)) return key;
  const { signature, payload } = readBundle(Buffer.from(input.seal.bundle));
  const sealedAt = Date.parse(readStatement(payload).predicate.sealedAt);
  if (input.now().getTime() - sealedAt > timestampDelayMs) return null;
  const token = await requestTimestamp(input, signature);
  try {
    await input.locker.create(key, token);
  } catch (error) {
    if (!(error instanceof LockerError && error.code === 'exists')) throw error;
  }
  return key;
}

async function requestTimestamp(
  { authority, certificates }: TimestampInput,
  signature: Buffer,
): Promise<Buffer> {
  const { checkToken, makeRequest } = await import('./timestamp-token.ts');
  const request = makeRequest(signature);
  const token = await post(authority, request.der);
  const verdict = await checkToken(token, signature, certificates ?? []);
  if (!verdict.holds)
    throw new SealError('timestamp', `The answer of ${authority} is not valid. ${verdict.message}`);
  if (verdict.nonce !== request.nonce)
    throw new SealError(
      'timestamp',
      `The answer of ${authority} belongs to another request: its nonce differs.`,
    );
  return token;
}

async function post(authority: string, body: Buffer): Promise<Buffer> {
  try {
    const response = await fetch(authority, {
      method: 'POST',
      headers: { 'content-type': queryType },
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    if (!response.ok)
      throw new SealError(
        'timestamp',
        `${authority} answered ${response.status} to a time-stamping request.`,
      );
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    if (error instanceof SealError) throw error;
    throw new SealError('timestamp', `${authority} did not answer a time-stamping request.`, {
      cause: error,
    });
  }
}

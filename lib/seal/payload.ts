import * as z from 'zod/mini';
import { canonicalDocument } from '../evidence/canonical.ts';
import { SealError } from './error.ts';

const bundle = z.object({ dsseEnvelope: z.object({ payload: z.base64() }) });

/**
 * What a seal's bundle says, without a look at its signature and without the libraries that this takes: enough to find
 * one's way along the chain. Throws `SealError` (`malformed`).
 */
export function payloadIn(bytes: Buffer): Buffer {
  try {
    const parsed: unknown = JSON.parse(bytes.toString('utf8'));
    const { dsseEnvelope } = bundle.parse(parsed);
    if (Buffer.from(canonicalDocument(parsed)).equals(bytes))
      return Buffer.from(dsseEnvelope.payload, 'base64');
  } catch (error) {
    throw new SealError('malformed', 'The seal is not a Sigstore bundle.', { cause: error });
  }
  throw new SealError('malformed', 'The seal is not in canonical form.');
}

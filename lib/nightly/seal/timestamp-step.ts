import { SealError } from '../../seal/error.ts';
import type { Seal } from '../../seal/seal.ts';
import { timestampSeal } from '../../seal/timestamp.ts';
import type { SealContext } from '../run-context.ts';

/**
 * Has the seal's time attested where the configuration names an authority. A night without the token is still sealed:
 * returns what went wrong, or null.
 */
export async function timestampStep(
  { locker, timestamps, now }: SealContext,
  seal: Seal,
): Promise<string | null> {
  if (!timestamps) return null;
  try {
    const key = await timestampSeal({ locker, seal, ...timestamps, now });
    return key ? null : `Seal ${seal.sequence} has no time-stamp: it was made more than an hour ago.`;
  } catch (error) {
    if (!(error instanceof SealError) || error.code !== 'timestamp') throw error;
    return `Seal ${seal.sequence} has no time-stamp. ${error.message}`;
  }
}

import { SealError } from '../../seal/error.ts';
import type { Seal } from '../../seal/seal.ts';
import { witnessSeal } from '../../seal/witness/witness-seal.ts';
import type { SealContext } from '../run-context.ts';

/**
 * Has the seal entered into a public log where the configuration names one. A night without the proof is still sealed:
 * returns what went wrong, or null.
 */
export async function witnessStep(
  { locker, now, signer, witness }: SealContext,
  seal: Seal,
): Promise<string | null> {
  if (!witness) return null;
  try {
    const { publicKey } = signer;
    const key = await witnessSeal({ locker, seal, witness, logs: witness.keys, publicKey, now });
    return key ? null : `Seal ${seal.sequence} is in no public log: it was made more than an hour ago.`;
  } catch (error) {
    if (!(error instanceof SealError) || error.code !== 'witness') throw error;
    return `Seal ${seal.sequence} is in no public log. ${error.message}`;
  }
}

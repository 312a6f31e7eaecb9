import { type Locker, LockerError } from '../../locker/locker.ts';
import { readBundle } from '../bundle.ts';
import { witnessPath } from '../chain.ts';
import { SealError } from '../error.ts';
import type { Seal } from '../seal.ts';
import { readStatement } from '../statement.ts';
import { timestampDelayMs } from '../timestamp.ts';
import type { Witness } from './rekor.ts';

export interface WitnessInput {
  readonly locker: Locker;
  readonly seal: Seal;
  readonly witness: Witness;
  /** PEM of the keys of logs that are trusted besides Sigstore's own. */
  readonly logs: readonly string[];
  /** PEM of the key that made the seal. */
  readonly publicKey: string;
  readonly now: () => Date;
}

/**
 * Has the seal's signature entered into a public log and keeps the proof beside the seal. Returns its key, or null when the
 * seal is more than an hour old and has none. Throws `SealError` (`witness`); the seal stands without it.
 */
export async function witnessSeal(input: WitnessInput): Promise<string | null> {
  const { locker, logs, now, publicKey, seal, witness } = input;
  const key = witnessPath(seal.sequence);
  if (await locker.read(key)) return key;
  const envelope = readBundle(Buffer.from(seal.bundle));
  const sealedAt = Date.parse(readStatement(envelope.payload).predicate.sealedAt);
  if (now().getTime() - sealedAt > timestampDelayMs) return null;
  const [{ enter }, { checkProof, formatProof }] = await Promise.all([
    import('./rekor.ts'),
    import('./proof.ts'),
  ]);
  const proof = formatProof(envelope, await enter(witness, envelope, publicKey));
  const verdict = checkProof(Buffer.from(proof), envelope, publicKey, logs);
  if (!verdict.holds)
    throw new SealError('witness', `The answer of ${witness.url} is not valid. ${verdict.message}`);
  try {
    await locker.create(key, proof);
  } catch (error) {
    if (!(error instanceof LockerError && error.code === 'exists')) throw error;
  }
  return key;
}

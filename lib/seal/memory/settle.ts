import type { Locker } from '../../locker/locker.ts';
import { sealPath } from '../chain.ts';
import { createIfAbsent } from '../create-if-absent.ts';
import { keyPath } from '../public-key.ts';
import type { Signer } from '../signer.ts';
import { ringOf } from '../verify/keys.ts';
import { type LockerState, lockerState } from './locker-state.ts';
import type { LockerName, SignerMemory } from './signer-memory.ts';

/** Who remembers, and whose later seals are believed. */
export interface Remembering {
  readonly memory: SignerMemory;
  readonly name: LockerName;
  readonly signer: Signer;
  /** Reads the public keys (PEM) besides the signer's own. Asked for only where the chain went on without the memory. */
  readonly trustedKeys: () => Promise<readonly string[]>;
}

/**
 * Holds the locker against the memory, and ends what a crash left between the two: a seal that was signed and did not
 * reach the chain is put there, the very one. Throws `SignerMemoryError` for a locker that is not what was signed.
 * Returns how it stood.
 */
export async function settle(
  locker: Locker,
  { memory, name, signer, trustedKeys }: Remembering,
): Promise<LockerState['kind']> {
  const trusted = async () => ringOf([signer.publicKey, ...(await trustedKeys())]);
  const state = await lockerState(locker, name, await memory.recall(name), trusted);
  if (state.kind === 'agrees') return state.kind;
  if ('head' in state) {
    await memory.confirm(name, state.head);
    return state.kind;
  }
  const { seal } = state;
  if (state.kind === 'pending') {
    await createIfAbsent(locker, keyPath(signer.keyId), signer.publicKey);
    // Where another writer took the number meanwhile, the next look tells; nothing is confirmed that is not there.
    if (!(await createIfAbsent(locker, sealPath(seal.sequence), seal.bundle)))
      return await settle(locker, { memory, name, signer, trustedKeys });
  }
  await memory.confirm(name, seal);
  return state.kind;
}

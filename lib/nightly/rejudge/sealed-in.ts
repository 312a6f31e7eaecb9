import { saysMore } from '../../seal/statement.ts';
import { sound } from '../../seal/verify/chain.ts';
import type { CheckedSeal } from '../../seal/verify/seals.ts';
import type { SealedBy } from './sealed-by.ts';

/** The runs of the seals that hold, in the order of the chain. */
export function sealedIn(seals: readonly CheckedSeal[]): SealedBy[] {
  return seals.flatMap((seal, at) => {
    const said = sound(seal);
    if (!said || !seal.envelope) return [];
    const before = sound(seals[at - 1]);
    const sealedBefore = before && !before.endedLate ? before.sealedAt : null;
    const { path, sequence, sha256 } = seal;
    const own = { path, sequence, sha256 };
    return [{ ...said, saysMore: saysMore(seal.envelope.payload), sealedBefore, seal: own }];
  });
}

import { sha256Of } from '../../evidence/sha256.ts';
import { runFolder } from '../../locker/keys.ts';
import type { Locker } from '../../locker/locker.ts';
import { chainHead, readSeal, type SealFile, sealPath } from '../chain.ts';
import { sumsName } from '../sums.ts';
import type { KeyRing } from '../verify/keys.ts';
import { checkSeals } from '../verify/seals.ts';
import { refusal } from './refusal.ts';
import type { LockerName, Remembered, SignedHead, SignedSeal } from './signer-memory.ts';

/**
 * A locker held against what its key remembers. `agrees`: its newest seal is the remembered one, or both have none.
 * `unknown`: nothing is remembered of it, and it has seals. `put`: a seal whose place in the chain was not known is there.
 * `pending`: it is not there, everything else is, and it can be put now. `ahead`: it goes on with seals of a trusted key,
 * as after a memory was brought back from a backup.
 */
export type LockerState =
  | { readonly kind: 'agrees' }
  | { readonly kind: 'unknown' | 'ahead'; readonly head: SignedHead }
  | { readonly kind: 'put' | 'pending'; readonly seal: SignedSeal };

/** Where the chain begins, a company's name is that of the locker; afterwards the name that the chain began with. */
export function lockerName(
  { location }: Pick<Locker, 'location'>,
  head: SealFile | null,
  organization: string,
): LockerName {
  return { origin: head?.statement?.predicate.origin.locker ?? organization, location };
}

/**
 * Holds a locker against what its key remembers. Throws `SignerMemoryError` where it is not what was signed.
 * @param trusted keys that may have made later seals than the remembered one; null where that is not to be judged
 */
export async function lockerState(
  locker: Locker,
  name: LockerName,
  { head: last, pending, elsewhere }: Remembered,
  trusted: (() => Promise<KeyRing>) | null,
): Promise<LockerState> {
  if (elsewhere !== null) throw refusal.elsewhere(name, elsewhere);
  const newest = await chainHead(locker);
  if (!last && !pending) return newest ? { kind: 'unknown', head: headOf(newest) } : { kind: 'agrees' };
  if (last) await expectThere(locker, name, last, newest);
  if (pending && (newest?.sequence ?? 0) < pending.sequence)
    return await pendingIn(locker, name, pending, newest);
  if (pending && (await readSeal(locker, pending.sequence))?.sha256 === pending.sha256)
    return { kind: 'put', seal: pending };
  if (!newest || newest.sequence === last?.sequence) return { kind: 'agrees' };
  if (trusted) await expectGoneOn(locker, name, last, newest, await trusted());
  return { kind: 'ahead', head: headOf(newest) };
}

async function expectThere(
  locker: Locker,
  name: LockerName,
  last: SignedHead,
  newest: SealFile | null,
): Promise<void> {
  if (!newest || newest.sequence < last.sequence) throw refusal.older(name, last, newest);
  const there = newest.sequence === last.sequence ? newest : await readSeal(locker, last.sequence);
  if (there?.sha256 !== last.sha256) throw refusal.changed(name, last, sealPath(last.sequence));
}

/** A seal that never reached the chain may be put as long as nothing that it is over was touched. */
async function pendingIn(
  locker: Locker,
  name: LockerName,
  pending: SignedSeal,
  newest: SealFile | null,
): Promise<LockerState> {
  if ((newest?.sequence ?? 0) !== pending.sequence - 1) throw refusal.older(name, pending, newest);
  const list = `${runFolder(pending.run)}/${sumsName}`;
  const text = await locker.read(list);
  if (!text || sha256Of(text) !== pending.sums) throw refusal.changed(name, pending, list);
  return { kind: 'pending', seal: pending };
}

/** Every seal after the remembered one must be one of ours, and name the one before it. */
async function expectGoneOn(
  locker: Locker,
  name: LockerName,
  last: SignedHead | null,
  newest: SealFile,
  trusted: KeyRing,
): Promise<void> {
  let before = last;
  for (let sequence = (last?.sequence ?? 0) + 1; sequence <= newest.sequence; sequence++) {
    const file = await readSeal(locker, sequence);
    const [checked] = file ? checkSeals([file], trusted) : [];
    const link = checked?.problem ? undefined : checked?.statement?.predicate.previous;
    if (!file || link === undefined || (link?.sha256 ?? null) !== (before?.sha256 ?? null))
      throw refusal.foreign(name, sealPath(sequence), last);
    before = headOf(file);
  }
}

/** A seal that cannot be read names no run; its hash tells it all the same. */
function headOf({ sequence, sha256: hash, statement }: SealFile): SignedHead {
  return { sequence, run: statement?.predicate.run ?? null, sha256: hash };
}

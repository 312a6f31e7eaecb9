import type { SealFile } from '../chain.ts';
import { SignerMemoryError } from './memory-error.ts';
import type { LockerName, SignedHead } from './signer-memory.ts';

const nothingDone =
  'Nothing was collected, and nothing was judged or sealed again. `exhibit verify` says what else is wrong.';
const whatToDo =
  'Bring back the locker as it was, from a backup or from the versions of the bucket, and start again; see "A locker that is not what its key remembers" in docs/runbook.md, also for nights that are lost for good.';

/** Why a locker is refused, in words for whoever has to mend it. */
export const refusal = {
  older: ({ origin, location }: LockerName, last: SignedHead, newest: SealFile | null): SignerMemoryError =>
    new SignerMemoryError(
      'older',
      `The locker "${origin}" (${location}) is older than what its key has signed. The last seal was ${seal(last)}; ${newest ? `the newest one here is number ${newest.sequence}` : 'there is none here'}. Its newest nights were removed, or this is an older copy, or the place is not the one that it was (a disk that is not mounted). ${nothingDone} ${whatToDo}`,
    ),
  changed: ({ origin, location }: LockerName, last: SignedHead, path: string): SignerMemoryError =>
    new SignerMemoryError(
      'changed',
      `${path} in the locker "${origin}" (${location}) is not what its key has signed as ${seal(last)}: it was changed, replaced or removed. ${nothingDone} ${whatToDo}`,
    ),
  foreign: ({ origin, location }: LockerName, path: string, last: SignedHead | null): SignerMemoryError =>
    new SignerMemoryError(
      'foreign',
      `${path} in the locker "${origin}" (${location}) ${last ? `does not go on from ${seal(last)}` : 'does not begin its chain'} with a seal of a key that is trusted here. ${nothingDone} If another machine seals this locker with a key of its own, name the public key under trustedKeys:. ${whatToDo}`,
    ),
  elsewhere: ({ origin, location }: LockerName, other: string): SignerMemoryError =>
    new SignerMemoryError(
      'elsewhere',
      `The chain in ${location} is of the locker "${origin}", and the one that the key sealed there was of "${other}": another locker was put in its place, or the old one was taken away. ${nothingDone} If you mean to begin another one here, name a file of its own for it under signing: memory:. ${whatToDo}`,
    ),
};

function seal({ sequence, run, sha256 }: SignedHead): string {
  return `number ${sequence}${run === null ? '' : ` of ${run}`} (sha256 ${sha256})`;
}

import type { Fleet } from '../../fleet/fleet.ts';
import type { Locker } from '../../locker/locker.ts';
import { openLocker } from '../../locker/open.ts';
import { chainHead } from '../../seal/chain.ts';
import { lockerName } from '../../seal/memory/locker-state.ts';
import type { Remembering } from '../../seal/memory/settle.ts';
import { readTrustedKeys } from '../reading.ts';
import { openSigner, withMemory } from '../signing.ts';

/** Lets `use` seal in the fleet's locker, which no other run has meanwhile. */
export async function withFleetLocker<Result>(
  { locker: location, name, signing, trustedKeys }: Fleet,
  run: string,
  use: (locker: Locker, remembering: Remembering) => Promise<Result>,
): Promise<Result> {
  const locker = openLocker(location);
  try {
    const lock = await locker.lock(run);
    try {
      return await withMemory(signing, async (memory) => {
        const head = await chainHead(locker);
        return await use(locker, {
          memory,
          name: lockerName(locker, head, name),
          signer: await openSigner(signing, head !== null),
          trustedKeys: () => readTrustedKeys(trustedKeys),
        });
      });
    } finally {
      await lock.release();
    }
  } finally {
    await locker.close();
  }
}

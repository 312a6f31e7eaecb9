import type { Locker } from '../../locker/locker.ts';
import { chainHead } from '../chain.ts';
import { type Remembering, settle } from './settle.ts';

/** Ends what a crash left between chain and memory; says so where the memory was not there, or was behind. */
export async function settledNote(locker: Locker, remembering: Remembering): Promise<string | null> {
  const before = await chainHead(locker);
  const state = await settle(locker, remembering);
  const { place } = remembering.memory;
  const head = `seal ${before?.sequence} (sha256 ${before?.sha256})`;
  if (state === 'unknown')
    return `${place} had no record of this locker, so its present content is trusted, up to ${head}. Compare that with the last alert, or with another place outside the locker; from now on the locker is compared with the memory.`;
  if (state === 'ahead')
    return `The locker went on without ${place}, up to ${head}, with seals of a trusted key: another machine sealed it, or the memory is from a backup.`;
  return null;
}

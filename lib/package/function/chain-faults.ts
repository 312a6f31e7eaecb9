import type { Locker } from '../../locker/locker.ts';
import { readSeal, sealSequence, timestampSequence, witnessSequence } from '../../seal/chain.ts';
import type { Manifest } from '../manifest.ts';
import type { PeriodChain } from '../period/read-period.ts';

/** Longer than a packaging function can have been at work when it asks, in milliseconds. */
const longAgo = 20 * 60_000;
/** What two clocks on AWS may differ by at the most. */
const ahead = 60_000;

/** Whether something was at about this time, as the beginning of packaging is when a signature is asked for. */
export function isJustNow(time: string, now: Date): boolean {
  const age = now.getTime() - Date.parse(time);
  return age <= longAgo && age >= -ahead;
}

/** Seals and time-stamps of the locker that a manifest leaves out, though they were there when it was made. */
export async function chainFaults(
  { files }: Manifest,
  { chain }: PeriodChain,
  { locker, now }: { readonly locker: Pick<Locker, 'names' | 'read'>; readonly now: Date },
): Promise<string[]> {
  const listed = new Set(files.map(({ path }) => path));
  const last = chain.seals.at(-1)?.sequence ?? 0;
  const faults: string[] = [];
  for (const name of await locker.names('chain/')) {
    if (listed.has(`chain/${name}`)) continue;
    const sequence = sealSequence(name) ?? 0;
    const isNewer = sequence > last && (await wasSealedJustNow(locker, sequence, now));
    // The newest seal gets its time-stamp after it, and a log's proof.
    const isLater = (timestampSequence(name) ?? witnessSequence(name) ?? 0) >= last;
    if (!isNewer && !isLater) faults.push(`chain/${name} is left out`);
  }
  return faults;
}

async function wasSealedJustNow(locker: Pick<Locker, 'read'>, sequence: number, now: Date): Promise<boolean> {
  const seal = await readSeal(locker, sequence);
  return isJustNow(seal?.statement?.predicate.sealedAt ?? '', now);
}

import { chainHead, sealOfRun } from '../seal/chain.ts';
import { conclude } from './conclude/conclude.ts';
import { allRuns, isListed, sealedRuns } from './earlier-runs.ts';
import { recordMissing } from './not-collected.ts';
import type { RunContext } from './run-context.ts';
import { sealStep } from './seal-step.ts';

/**
 * Ends runs that were cut off before their seal: what was collected is judged and sealed, what was not is
 * marked as interrupted. Nothing is asked of a provider, so no later evidence is passed off as that night's. The
 * run's own plan says what it had set out for, whatever the configuration has become.
 */
export async function recover(context: RunContext): Promise<readonly string[]> {
  const recovered: string[] = [];
  for (const run of await unfinishedBefore(context)) {
    const own: RunContext = { ...context, run, nominalGiven: true, recovering: true };
    if (!(await isListed(own.locker, run))) await finish(own);
    await sealStep(own);
    recovered.push(run);
  }
  return recovered;
}

async function finish(context: RunContext): Promise<void> {
  await recordMissing(context, () => ({
    code: 'interrupted',
    message: `The run of ${context.run} was cut off before this was stored; nothing was asked again afterwards.`,
  }));
  await conclude(context, await sealedRuns(context.locker, { before: context.run }));
}

/** Runs without a seal that are older than this one, oldest first. Looks back until it meets a sealed one. */
async function unfinishedBefore({ locker, run }: RunContext): Promise<readonly string[]> {
  const found: string[] = [];
  const head = await chainHead(locker);
  for (const earlier of (await allRuns(locker)).toReversed()) {
    if (earlier >= run) continue;
    if (await sealOfRun(locker, earlier, head)) break;
    found.push(earlier);
  }
  return found.reverse();
}

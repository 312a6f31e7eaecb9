import { runOfFolder } from '../../locker/keys.ts';
import { problem, type VerifyProblem } from './result.ts';
import type { CheckedSeal } from './seals.ts';

/**
 * Names the folders below `runs/` that no seal speaks of.
 * @param folders names of folders that were not held against a seal
 */
export function checkUnsealed(folders: readonly string[], seals: readonly CheckedSeal[]): VerifyProblem[] {
  const left = [...folders];
  // A seal that cannot be read has been reported; its own run is not reported again.
  seals.forEach((seal, at) => {
    if (inPlace(seal)) return;
    const own = left.findIndex((name) =>
      liesBetween(name, seals.slice(0, at).findLast(inPlace), seals.slice(at).find(inPlace)),
    );
    if (own >= 0) left.splice(own, 1);
  });
  return left.map((name) => problem('unlisted', `runs/${name}`, messageFor(name)));
}

function messageFor(name: string): string {
  return runOfFolder(name)
    ? 'No seal covers this run: it was added, its seal was taken away, or it has not ended.'
    : 'This is not the name of a run.';
}

/** What the lock of a locker says of the run that it was taken for, in place of what else could be. */
export function unsealedText({ process, since, gone }: LockFacts): string {
  return gone
    ? `This run was cut off: ${process} began it at ${since} and is gone. It has no seal yet; the next run ends it.`
    : `This run has not ended: ${process} has worked on it since ${since}.`;
}

export interface LockFacts {
  readonly run: string;
  readonly process: string;
  readonly since: string;
  /** Whether the process is not there any more. */
  readonly gone: boolean;
}

function inPlace(seal: CheckedSeal): boolean {
  return seal.statement !== null && seal.problem?.kind !== 'moved';
}

/** Runs are sealed in the order of their times, so a seal's run lies between those of its neighbours. */
function liesBetween(name: string, before: CheckedSeal | undefined, after: CheckedSeal | undefined): boolean {
  const run = Date.parse(runOfFolder(name) ?? '');
  return (timeOf(before) ?? -Infinity) < run && run < (timeOf(after) ?? Infinity);
}

function timeOf(seal: CheckedSeal | undefined): number | null {
  return seal?.statement ? Date.parse(seal.statement.predicate.run) : null;
}

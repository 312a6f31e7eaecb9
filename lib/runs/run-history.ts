import type { Dataset } from '../evidence/dataset.ts';
import { type EvidenceDocument, isWhole } from '../evidence/document.ts';
import { runFolder, runOfFolder } from '../locker/keys.ts';
import type { Locker, LockerContent } from '../locker/locker.ts';
import { chainHead, sealOfRun } from '../seal/chain.ts';

export type Continuations = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** All runs in the locker by nominal time, sealed or not. */
export async function allRuns(locker: Locker): Promise<readonly string[]> {
  return (await locker.names('runs/')).map(runOfFolder).filter((run) => run !== null);
}

/** Whether the run's list of files was written: from then on nothing is added to it. */
export function isListed(locker: Locker, run: string): Promise<boolean> {
  return locker.exists(`${runFolder(run)}/SHA256SUMS`);
}

/**
 * Whether a run was judged: what is asked afterwards could not count for it any more. Asked by names alone, because what collects may
 * not read what was judged.
 */
export async function isConcluded(locker: Locker, run: string): Promise<boolean> {
  const names = await locker.names(`${runFolder(run)}/`);
  return names.includes('SHA256SUMS') || names.includes('findings.json');
}

/**
 * The sealed runs, oldest first; with `last`, only so many of the newest. Whether it has a seal is asked of the
 * newest finished one alone: a new run seals those that were cut off before it does anything else.
 */
export async function sealedRuns(
  locker: Locker,
  options: { last?: number; before?: string } = {},
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const run of (await allRuns(locker)).toReversed()) {
    if (options.before !== undefined && run >= options.before) continue;
    if (found.length === options.last) break;
    if (!(await isListed(locker, run))) continue;
    if (found.length === 0 && !(await sealOfRun(locker, run, await chainHead(locker)))) continue;
    found.push(run);
  }
  return found.reverse();
}

/** Runs without a seal that are older than this one, oldest first. Looks back until it meets a sealed one. */
export async function unfinishedBefore(locker: Locker, run: string): Promise<readonly string[]> {
  const found: string[] = [];
  const head = await chainHead(locker);
  for (const earlier of (await allRuns(locker)).toReversed()) {
    if (earlier >= run) continue;
    if (await sealOfRun(locker, earlier, head)) break;
    found.push(earlier);
  }
  return found.reverse();
}

/** Runs without a seal besides this one, whether they are older or not, oldest first. */
export async function unfinishedBeside(locker: Locker, run: string): Promise<readonly string[]> {
  const head = await chainHead(locker);
  const sealed = head?.statement?.predicate.run;
  const later = (await allRuns(locker)).filter((one) => one > run && (sealed === undefined || one > sealed));
  return [...(await unfinishedBefore(locker, run)), ...later];
}

/**
 * The runs that a run goes on from, oldest first: those that are sealed, and those that were cut off, which are closed
 * before it asks anything and sealed before it is. There are no others, since a run seals what was cut off before it,
 * and none is put before a sealed one: so no file of any is looked for, however many there are. A folder that somebody put between
 * them is read as well, and verifying names it (`unlisted`), as it names what was changed in the others.
 */
export async function precedingRuns(locker: Locker, run: string): Promise<readonly string[]> {
  return (await allRuns(locker)).filter((earlier) => earlier < run);
}

/** A run's evidence document, or null when there is none. */
export async function readEvidence(
  locker: LockerContent,
  run: string,
  connection: string,
  dataset: string,
): Promise<EvidenceDocument | null> {
  const bytes = await locker.read(`${runFolder(run)}/${connection}/${dataset}.json`);
  return bytes ? (JSON.parse(bytes.toString('utf8')) as EvidenceDocument) : null;
}

/** A run in which datasets were seen whole, with the local paths of their records. */
export interface WholeRun {
  readonly run: string;
  readonly paths: readonly string[];
}

/** The newest of these runs in which all the datasets were seen whole. */
export async function lastWhole(
  locker: LockerContent,
  earlier: readonly string[],
  connection: string,
  datasets: readonly string[],
): Promise<WholeRun | null> {
  for (const run of earlier.toReversed()) {
    const paths: string[] = [];
    for (const dataset of datasets) {
      const document = await readEvidence(locker, run, connection, dataset);
      const records = document && isWhole(document) ? document.records : null;
      const path = records && (await locker.local(`${runFolder(run)}/${connection}/${records.path}`));
      if (path) paths.push(path);
    }
    if (paths.length === datasets.length) return { run, paths };
  }
  return null;
}

/**
 * For each dataset that goes on from night to night: where its last successful night ended.
 *
 * @param datasets those that are asked tonight: of one that never was, all nights would be gone through
 */
export async function loadContinuations(
  locker: LockerContent,
  earlier: readonly string[],
  connection: string,
  datasets: readonly Dataset<never>[],
): Promise<Continuations> {
  const found = new Map<string, Readonly<Record<string, string>>>();
  for (const { name, continues } of datasets) {
    if (!continues) continue;
    for (const run of earlier.toReversed()) {
      const document = await readEvidence(locker, run, connection, name);
      if (!document?.continuation) continue;
      found.set(name, document.continuation);
      break;
    }
  }
  return found;
}

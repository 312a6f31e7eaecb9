import { sha256Of } from '../../evidence/sha256.ts';
import { sumsName } from '../sums.ts';
import { homeOf, type ListedFolder, type Located, locateAtHome, locateElsewhere } from './locate.ts';
import type { LockerReader } from './reader.ts';
import type { VerifyProblem } from './result.ts';
import { checkRun, type UnmatchedFile } from './run.ts';
import type { CheckedSeal } from './seals.ts';
import { checkUnmatched } from './unmatched-files.ts';
import { checkUnsealed } from './unsealed.ts';

/** How far verifying has come. */
export interface VerifyProgress {
  readonly runs: number;
  readonly ofRuns: number;
  readonly files: number;
  readonly bytes: number;
}

export interface RunsVerdict {
  readonly problems: readonly VerifyProblem[];
  readonly checked: { readonly runs: number; readonly files: number; readonly bytes: number };
}

/** Runs in hand at once: enough to keep every core busy, few enough to stay flat in memory. */
const inHand = 16;

interface Tally {
  readonly problems: VerifyProblem[];
  readonly missing: UnmatchedFile[];
  readonly unlisted: UnmatchedFile[];
  readonly claimed: Set<string>;
  runs: number;
  files: number;
  bytes: number;
}

/**
 * Holds every run against its seal, one after another, keeping only what did not fit.
 * @param folders names below `runs/`
 * @param seals every seal of the chain
 * @param judged those whose runs must be here
 */
export async function verifyRuns(
  reader: LockerReader,
  folders: readonly string[],
  seals: readonly CheckedSeal[],
  judged: readonly CheckedSeal[],
  onProgress: (progress: VerifyProgress) => void,
): Promise<RunsVerdict> {
  const tally: Tally = {
    problems: [],
    missing: [],
    unlisted: [],
    claimed: new Set(),
    runs: 0,
    files: 0,
    bytes: 0,
  };
  const displaced: CheckedSeal[] = [];
  await eachOf(judged, async (seal) => {
    const located = await locateAtHome(reader, seal);
    if (located) count(tally, seal, located);
    else displaced.push(seal);
    onProgress({ runs: tally.runs, ofRuns: judged.length, files: tally.files, bytes: tally.bytes });
  });
  await verifyDisplaced(reader, folders, displaced, tally);
  const unclaimed = folders.filter((name) => !tally.claimed.has(`runs/${name}`));
  const problems = [
    ...tally.problems,
    ...checkUnmatched(tally.missing, tally.unlisted),
    ...checkUnsealed(unclaimed, seals),
  ];
  return { problems, checked: { runs: tally.runs, files: tally.files, bytes: tally.bytes } };
}

async function verifyDisplaced(
  reader: LockerReader,
  folders: readonly string[],
  displaced: readonly CheckedSeal[],
  tally: Tally,
): Promise<void> {
  if (displaced.length === 0) return;
  const others = await readLists(
    reader,
    folders.map((name) => `runs/${name}`).filter((folder) => !tally.claimed.has(folder)),
  );
  for (const seal of displaced) {
    const { located, problems } = await locateElsewhere(reader, seal, others);
    tally.problems.push(...problems);
    if (located) count(tally, seal, located);
    else tally.claimed.add(homeOf(seal));
  }
}

function count(tally: Tally, seal: CheckedSeal, located: Located): void {
  const verdict = checkRun({ seal, ...located });
  tally.problems.push(...verdict.problems);
  tally.missing.push(...verdict.missing);
  tally.unlisted.push(...verdict.unlisted);
  tally.claimed.add(located.folder);
  tally.runs++;
  tally.files += located.files.length;
  for (const file of located.files) tally.bytes += file.bytes;
}

async function readLists(reader: LockerReader, folders: readonly string[]): Promise<ListedFolder[]> {
  const lists: ListedFolder[] = [];
  for (const folder of folders) {
    const bytes = await reader.read(`${folder}/${sumsName}`);
    if (bytes) lists.push({ folder, sums: sha256Of(bytes) });
  }
  return lists;
}

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const hands = Array.from({ length: inHand }, async () => {
    for (const item of rest) await work(item);
  });
  await Promise.all(hands);
}

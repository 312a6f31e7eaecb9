import { type Sum, sumsName } from '../sums.ts';
import type { FileFact } from './reader.ts';
import { problem, type VerifyProblem } from './result.ts';
import type { CheckedSeal } from './seals.ts';
import { isBefore } from './times.ts';

/** A run's folder beside the list that its seal vouches for. */
export interface RunFacts {
  readonly seal: CheckedSeal;
  /** Relative to the locker, without a slash at the end. */
  readonly folder: string;
  /** Empty when the list cannot be read; its own entry for SHA256SUMS is added by the check. */
  readonly list: readonly Sum[];
  readonly files: readonly FileFact[];
}

/** A sealed file that is not in its place, or a file that is in no list; the two may be one. */
export interface UnmatchedFile {
  readonly path: string;
  readonly sha256: string;
}

export interface RunVerdict {
  readonly problems: readonly VerifyProblem[];
  readonly missing: readonly UnmatchedFile[];
  readonly unlisted: readonly UnmatchedFile[];
}

/** Holds every file of a run against the list, and the list against the seal. */
export function checkRun(run: RunFacts): RunVerdict {
  const expected = expectedFiles(run);
  const there = new Map<string, FileFact>();
  for (const file of run.files) if (file.sha256 !== null) there.set(file.path, file);
  const missing = [...expected]
    .filter(([path]) => !there.has(path))
    .map(([path, sha256]) => ({ path, sha256 }));
  const unlisted = [...there.values()].flatMap(({ path, sha256 }) =>
    expected.has(path) || sha256 === null ? [] : [{ path, sha256 }],
  );
  const changed = [...there.values()].filter(({ path, sha256 }) => (expected.get(path) ?? sha256) !== sha256);
  const problems = [
    ...changed.map(({ path }) => problem('modified', path, 'The content is not what was sealed.')),
    ...checkFinished(
      run.seal,
      [...there.values()].filter(({ path, sha256 }) => expected.get(path) === sha256),
    ),
    ...(changed.length + missing.length === 0 ? checkCounts(run, there) : []),
  ];
  return { problems, missing, unlisted };
}

/** How many files of a folder are what a list says: tells which of two folders a list belongs to. */
export function agreement(folder: string, list: readonly Sum[], files: readonly FileFact[]): number {
  const hashes = new Map(files.map((file) => [file.path, file.sha256]));
  return list.filter((sum) => hashes.get(`${folder}/${sum.path}`) === sum.sha256).length;
}

function expectedFiles({ seal, folder, list }: RunFacts): Map<string, string> {
  const expected = new Map(list.map((sum) => [`${folder}/${sum.path}`, sum.sha256]));
  const sums = seal.statement?.subject[0].digest.sha256;
  if (sums) expected.set(`${folder}/${sumsName}`, sums);
  return expected;
}

/** Evidence cannot be newer than the seal over it. Only files that are what was sealed can tell. */
function checkFinished(seal: CheckedSeal, files: readonly FileFact[]): VerifyProblem[] {
  const sealedAt = seal.statement?.predicate.sealedAt;
  if (!sealedAt) return [];
  const newer = files.find((file) => file.finishedAt && isBefore(sealedAt, file.finishedAt));
  if (!newer) return [];
  const message = `Sealed at ${sealedAt}, before its own evidence was collected: ${newer.path} ended at ${newer.finishedAt}.`;
  return [problem('backdated', seal.path, message)];
}

/** The seal's own count of files and bytes. */
function checkCounts(
  { seal, folder, list }: RunFacts,
  there: ReadonlyMap<string, FileFact>,
): VerifyProblem[] {
  const stated = seal.statement?.predicate;
  if (!stated) return [];
  const bytes = list.reduce((sum, { path }) => sum + (there.get(`${folder}/${path}`)?.bytes ?? 0), 0);
  if (stated.files === list.length && stated.bytes === bytes) return [];
  const message = `The seal names ${stated.files} files with ${stated.bytes} bytes, its list of ${list.length} with ${bytes}.`;
  return [problem('malformed', seal.path, message)];
}

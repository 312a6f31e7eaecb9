import { sha256Of } from '../../evidence/sha256.ts';
import { runFolder } from '../../locker/keys.ts';
import { SealError } from '../error.ts';
import { parseSums, type Sum, sumsName } from '../sums.ts';
import type { FileFact, LockerReader } from './reader.ts';
import { problem, type VerifyProblem } from './result.ts';
import { agreement } from './run.ts';
import type { CheckedSeal } from './seals.ts';

/** Where a seal's run lies. */
export interface Located {
  readonly folder: string;
  readonly list: readonly Sum[];
  readonly files: readonly FileFact[];
}

/** A folder below `runs/` whose list is known. */
export interface ListedFolder {
  readonly folder: string;
  /** SHA-256 of its SHA256SUMS. */
  readonly sums: string;
}

export interface Elsewhere {
  readonly located: Located | null;
  readonly problems: readonly VerifyProblem[];
}

/** Reads and hashes the folder that the seal names. Null when its list is not the sealed one. */
export async function locateAtHome(reader: LockerReader, seal: CheckedSeal): Promise<Located | null> {
  const folder = homeOf(seal);
  const list = await readList(reader, `${folder}/${sumsName}`, sumsOf(seal));
  return list && { folder, list, files: await hashFolder(reader, folder) };
}

/**
 * Looks for the run of a seal whose own folder does not hold the sealed list: the list may have another name there,
 * or the whole folder may have.
 * @param others folders that are not the home of their own seal
 */
export async function locateElsewhere(
  reader: LockerReader,
  seal: CheckedSeal,
  others: readonly ListedFolder[],
): Promise<Elsewhere> {
  const home = await hashFolder(reader, homeOf(seal));
  const renamed = home.find((file) => file.sha256 === sumsOf(seal));
  if (renamed) return { located: await adopt(reader, seal, homeOf(seal), renamed.path, home), problems: [] };
  const other = others.find(({ folder, sums }) => sums === sumsOf(seal) && folder !== homeOf(seal));
  return other
    ? await compare(reader, seal, home, other.folder)
    : { located: null, problems: [unjudged(seal, home)] };
}

/** Either the folder moved, or only its list was put elsewhere: the files themselves tell. */
async function compare(
  reader: LockerReader,
  seal: CheckedSeal,
  home: readonly FileFact[],
  other: string,
): Promise<Elsewhere> {
  const there = await adopt(reader, seal, other, `${other}/${sumsName}`, await hashFolder(reader, other));
  if (!there) return { located: null, problems: [unjudged(seal, home)] };
  const here = { ...there, folder: homeOf(seal), files: home };
  if (agreement(here.folder, here.list, here.files) > agreement(there.folder, there.list, there.files))
    return { located: here, problems: [] };
  const message = `This run was sealed as ${homeOf(seal)} (seal ${seal.sequence}).`;
  return { located: there, problems: [problem('moved', other, message)] };
}

async function adopt(
  reader: LockerReader,
  seal: CheckedSeal,
  folder: string,
  listPath: string,
  files: readonly FileFact[],
): Promise<Located | null> {
  const list = await readList(reader, listPath, sumsOf(seal));
  return list && { folder, list, files };
}

function unjudged(seal: CheckedSeal, home: readonly FileFact[]): VerifyProblem {
  const folder = homeOf(seal);
  const path = `${folder}/${sumsName}`;
  if (home.length === 0)
    return problem('missing', folder, `Seal ${seal.sequence} covers this run, and it is not there.`);
  return home.some((file) => file.path === path)
    ? problem(
        'modified',
        path,
        'The list is not the one that was sealed, so the files of this run cannot be judged.',
      )
    : problem('missing', path, 'The list is not there, so the files of this run cannot be judged.');
}

/** The list at a path, when it is the sealed one. A sealed list that cannot be read lists nothing. */
async function readList(
  reader: LockerReader,
  path: string,
  sums: string | null,
): Promise<readonly Sum[] | null> {
  const bytes = await reader.read(path);
  if (!bytes || sha256Of(bytes) !== sums) return null;
  try {
    return parseSums(bytes);
  } catch (error) {
    if (error instanceof SealError) return [];
    throw error;
  }
}

async function hashFolder(reader: LockerReader, folder: string): Promise<readonly FileFact[]> {
  const files = await reader.files(folder);
  const hashed = await reader.hash(files.filter((file) => file.regular).map((file) => file.path));
  return [...hashed, ...files.filter((file) => !file.regular).map(({ path }) => factOfOther(path))];
}

/** A link's content lies elsewhere and can change there, so it is never what was sealed. */
function factOfOther(path: string): FileFact {
  return { path, sha256: '', bytes: 0, finishedAt: null };
}

export function homeOf(seal: CheckedSeal): string {
  return runFolder(seal.statement?.predicate.run ?? '');
}

function sumsOf(seal: CheckedSeal): string | null {
  return seal.statement?.subject[0].digest.sha256 ?? null;
}

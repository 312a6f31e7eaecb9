import { sha256Of } from '../evidence/sha256.ts';
import { runFolder, runOfFolder } from '../locker/keys.ts';
import { type Manifest, manifestPath, readManifest } from '../package/manifest.ts';
import { readSeal, sealSequence } from '../seal/chain.ts';
import { parseSums, sumsName } from '../seal/sums.ts';
import type { LockerReader } from '../seal/verify/reader.ts';
import { QueryError } from './error.ts';

/** A night's files, each held against the list that its seal names before it is given. Signatures are for `verify`. */
export interface ReadableRun {
  readonly run: string;
  /** @param path within the run's folder; throws `QueryError` (`damaged`) for what is missing or is not what was sealed */
  readonly read: (path: string) => Promise<Buffer>;
}

export interface ReadableRuns {
  /** Oldest first. */
  readonly sealed: readonly ReadableRun[];
  /** Runs that lie there without a seal, which are left out. */
  readonly unsealed: readonly string[];
}

/** The sealed nights of a locker or a package. A night that was sealed and is not there is an error, as a changed file is. */
export async function readableRuns(reader: LockerReader): Promise<ReadableRuns> {
  const manifest = await manifestOf(reader);
  const listed = await sealedLists(reader);
  const runs = (await reader.names('runs')).map(runOfFolder).filter((run) => run !== null);
  if (runs.length === 0) throw new QueryError('damaged', 'There are no runs in it to ask about.');
  const replaced = replacedFiles(manifest);
  const sealed: ReadableRun[] = [];
  for (const [run, list] of [...listed].sort())
    if (isOfPeriod(run, manifest)) sealed.push(await nightOf(reader, run, list, replaced));
  return { sealed, unsealed: runs.filter((run) => !listed.has(run)) };
}

async function manifestOf(reader: LockerReader): Promise<Manifest | null> {
  const bytes = await reader.read(manifestPath);
  return bytes && readManifest(bytes);
}

/** A package holds the seals of nights before its period, and not their files. */
function isOfPeriod(run: string, manifest: Manifest | null): boolean {
  if (!manifest) return true;
  const at = Date.parse(run);
  return Date.parse(manifest.period.start) <= at && at < Date.parse(manifest.period.end);
}

/** The hash of each run's list, as its seal says it. */
async function sealedLists(reader: LockerReader): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of await reader.names('chain')) {
    const sequence = sealSequence(name);
    const seal = sequence === null ? null : await readSeal(reader, sequence);
    if (seal?.statement) found.set(seal.statement.predicate.run, seal.statement.subject[0].digest.sha256);
  }
  return found;
}

/** Where people were replaced by pseudonyms: what lies there now, by path and by what was sealed. */
function replacedFiles(manifest: Manifest | null): ReadonlyMap<string, string> {
  if (!manifest?.pseudonyms) return new Map();
  return new Map(
    manifest.files.flatMap(({ path, sha256, original }) =>
      original ? [[`${path} ${original.sha256}`, sha256] as const] : [],
    ),
  );
}

async function nightOf(
  reader: LockerReader,
  run: string,
  list: string,
  replaced: ReadonlyMap<string, string>,
): Promise<ReadableRun> {
  const folder = runFolder(run);
  const sums = await heldAgainst(reader, `${folder}/${sumsName}`, list, replaced);
  const files = new Map(parseSums(sums).map(({ path, sha256 }) => [path, sha256]));
  return {
    run,
    read: (path) => heldAgainst(reader, `${folder}/${path}`, files.get(path), replaced),
  };
}

async function heldAgainst(
  reader: LockerReader,
  path: string,
  sealed: string | undefined,
  replaced: ReadonlyMap<string, string>,
): Promise<Buffer> {
  const bytes = await reader.read(path);
  const wanted = replaced.get(`${path} ${sealed}`) ?? sealed;
  if (bytes && sha256Of(bytes) === wanted) return bytes;
  throw new QueryError(
    'damaged',
    `${path} ${bytes ? 'is not what was sealed' : 'is missing'}, so nothing is answered. See \`exhibit verify\`.`,
  );
}

import { sha256Of } from '../evidence/sha256.ts';
import type { Attestation } from '../judging/attestation.ts';
import { runOfFolder } from '../locker/keys.ts';
import type { Entry, Locker } from '../locker/locker.ts';
import { attestationFolders } from '../seal/verify/attestations.ts';
import type { ListedFile, LockerReader } from '../seal/verify/reader.ts';
import type { StoredAttestation } from './model/decisions.ts';
import { isWithin, type Period } from './period/period.ts';
import type { PackagedNight } from './period/period-evidence.ts';
import { ahead } from './read-ahead.ts';
import { shortFile } from './read-short-file.ts';

/** Folders that are listed at once. */
const inHand = 8;

/** Of the locker, what packaging takes. */
export type PackageLocker = Pick<
  Locker,
  'list' | 'names' | 'read' | 'readPart' | 'local' | 'pathOf' | 'release'
>;

/** The files of runs, and what else goes into every package. */
export interface RunFiles {
  readonly entries: readonly Entry[];
  /** Everything that lies in each of the folders, by folder. */
  readonly listed: ReadonlyMap<string, readonly ListedFile[]>;
}

/**
 * The files of the locker that belong into the package of a period, whatever its nights say, in order: the whole chain,
 * the public keys, and every run of these days, also one that no seal speaks of. What is no regular file is left out.
 */
export async function runEntries(
  locker: PackageLocker,
  reader: LockerReader,
  period: Period,
): Promise<RunFiles> {
  const runs = (await locker.names('runs/')).filter((name) => {
    const run = runOfFolder(name);
    return run !== null && isWithin(period, run);
  });
  const folders = ['chain', 'keys', ...runs.map((name) => `runs/${name}`)];
  const entries: Entry[] = [];
  const listed = new Map<string, readonly ListedFile[]>();
  const list = async (folder: string) =>
    [folder, await reader.files(folder), await locker.list(`${folder}/`)] as const;
  for await (const [folder, files, all] of ahead(folders, inHand, list)) {
    listed.set(folder, files);
    entries.push(...onlyRegular(all, files));
  }
  return { entries, listed };
}

/** People's words that count in the package, with the files that they name. */
export async function attestedEntries(
  locker: PackageLocker,
  reader: LockerReader,
  attestations: readonly StoredAttestation[],
): Promise<readonly Entry[]> {
  const named = new Set(
    attestations.flatMap(({ path, attestation }) => [path, ...attestation.files.map((file) => file.path)]),
  );
  const found: Entry[] = [];
  for (const folder of attestationFolders) {
    const regular = onlyRegular(await locker.list(`${folder}/`), await reader.files(folder));
    found.push(...regular.filter(({ key }) => named.has(key)));
  }
  return found;
}

function onlyRegular(entries: readonly Entry[], files: readonly ListedFile[]): readonly Entry[] {
  const regular = new Set(files.filter((file) => file.regular).map(({ path }) => path));
  return entries.filter(({ key }) => regular.has(key));
}

/** People's words that the nights name, as they lie in the locker. One that is not there is the seals' business. */
export async function namedAttestations(
  locker: Pick<Locker, 'read' | 'pathOf'>,
  nights: readonly PackagedNight[],
): Promise<readonly StoredAttestation[]> {
  const paths = new Set(
    nights.flatMap(({ findings }) => findings?.attestations.map(({ path }) => path) ?? []),
  );
  const attestations: StoredAttestation[] = [];
  for (const path of [...paths].sort()) {
    const bytes = await shortFile(locker, path);
    const attestation = bytes && parse(bytes);
    if (bytes && attestation) attestations.push({ path, sha256: sha256Of(bytes), attestation });
  }
  return attestations;
}

function parse(bytes: Buffer): Attestation | null {
  try {
    const attestation = JSON.parse(bytes.toString('utf8')) as Attestation;
    return attestation.schema === 'exhibit/attestation/v1' && Array.isArray(attestation.files)
      ? attestation
      : null;
  } catch {
    return null;
  }
}

import { lockName, runOfFolder, scratchName } from '../../locker/keys.ts';
import { LockerError } from '../../locker/locker.ts';
import { timestampSequence, witnessSequence } from '../chain.ts';
import { attestationFolders } from './attestations.ts';
import type { KeyFile } from './keys.ts';
import type { LockerReader } from './reader.ts';
import { problem, type VerifyProblem } from './result.ts';
import type { ChainFile } from './seals.ts';

/** What lies in a locker beside its runs. */
export interface LockerFacts {
  readonly seals: readonly ChainFile[];
  readonly timestamps: readonly ChainFile[];
  /** What public logs say of seals. */
  readonly proofs: readonly ChainFile[];
  readonly keys: readonly KeyFile[];
  /** Names of the folders below `runs/`. */
  readonly runs: readonly string[];
  /** Files that have no place in a locker. */
  readonly problems: readonly VerifyProblem[];
}

/** Packages lie elsewhere by now. Version 0.1.0 stored them here on AWS, where they cannot be removed. */
const rooms = ['runs', 'chain', 'keys', ...attestationFolders, 'alerts', 'packages'];
const notEvidence = [scratchName, lockName];
const sealFile = /^chain\/(?!0{10})\d{10}\.sigstore\.json$/;
const keyFile = /^keys\/[0-9a-f]{64}\.pem$/;

/**
 * Throws `LockerError` (`not-a-locker`) when there are neither runs nor a chain, or when folders of such names hold nothing
 * of a locker and lie among other things.
 */
export async function readFacts(reader: LockerReader): Promise<LockerFacts> {
  const names = await reader.names('');
  if (!names.includes('runs') && !names.includes('chain'))
    throw notALocker('a locker has the folders "runs" and "chain".');
  const strange = names.filter((name) => !rooms.includes(name) && !notEvidence.includes(name));
  const runs = await reader.names('runs');
  const chain = await readAll(reader, 'chain');
  const keys = await readAll(reader, 'keys');
  const seals = chain.files.filter((file) => sealFile.test(file.path));
  const timestamps = chain.files.filter((file) => timestampOf(file) !== null);
  const proofs = chain.files.filter((file) => proofOf(file) !== null);
  const known = new Set([...seals, ...timestamps, ...proofs]);
  const others = chain.files.filter((file) => !known.has(file)).map((file) => file.path);
  const ours =
    known.size > 0 ||
    keys.files.some(({ path }) => keyFile.test(path)) ||
    runs.some((name) => runOfFolder(name) !== null) ||
    attestationFolders.some((name) => names.includes(name));
  if (strange.length > 0 && !ours)
    throw notALocker(
      'folders are called as in a locker, but no night, no seal and no key lies in them, and other things lie beside them.',
    );
  const unlisted = await filesOf(reader, strange);
  return {
    seals,
    timestamps,
    proofs,
    keys: keys.files,
    runs,
    problems: [...unlisted, ...others, ...chain.links, ...keys.links].map(unlistedFile),
  };
}

/** The number of the seal that a time-stamp is for. */
export function timestampOf(file: ChainFile): number | null {
  return timestampSequence(file.path.slice('chain/'.length));
}

/** The number of the seal that a public log's proof is for. */
export function proofOf(file: ChainFile): number | null {
  return witnessSequence(file.path.slice('chain/'.length));
}

async function readAll(
  reader: LockerReader,
  folder: string,
): Promise<{ files: ChainFile[]; links: string[] }> {
  const listed = await reader.files(folder);
  const files: ChainFile[] = [];
  for (const { path, regular } of listed) {
    const bytes = regular ? await reader.read(path) : null;
    if (bytes) files.push({ path, bytes });
  }
  return { files, links: listed.filter((file) => !file.regular).map((file) => file.path) };
}

async function filesOf(reader: LockerReader, names: readonly string[]): Promise<string[]> {
  const found = await Promise.all(names.map(async (name) => [name, await reader.files(name)] as const));
  return found.flatMap(([name, files]) => (files.length > 0 ? files.map((file) => file.path) : [name]));
}

function notALocker(why: string): LockerError {
  return new LockerError(
    'not-a-locker',
    `There is no locker here: ${why} Name its folder, or collect a first night with \`exhibit run\`.`,
  );
}

function unlistedFile(path: string): VerifyProblem {
  return problem('unlisted', path, 'This file does not belong in a locker.');
}

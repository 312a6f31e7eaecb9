import type { Attestation } from '../../controls/attestation.ts';
import { runOfFolder } from '../../locker/keys.ts';
import type { Entry, Locker } from '../../locker/locker.ts';
import { sha256 } from '../../seal/digest.ts';
import type { LockerReader } from '../../seal/verify/reader.ts';
import type { GatheredNight } from '../gather/gathered.ts';
import type { StoredAttestation } from '../model/decisions.ts';
import { isWithin, type Period } from '../period.ts';

/** Of the locker, what packaging takes. */
export type PackageLocker = Pick<
  Locker,
  'list' | 'names' | 'read' | 'readPart' | 'local' | 'pathOf' | 'release'
>;

/**
 * The files of the locker that belong into the package of a period, in order: the whole chain, the public keys, people's
 * words, and every run of these days, also one that no seal speaks of. What is no regular file is left out.
 */
export async function evidenceEntries(
  locker: PackageLocker,
  reader: LockerReader,
  period: Period,
  words: readonly StoredAttestation[],
): Promise<readonly Entry[]> {
  const runs = (await locker.names('runs/')).filter((name) => {
    const run = runOfFolder(name);
    return run !== null && isWithin(period, run);
  });
  const named = new Set(
    words.flatMap(({ path, attestation }) => [path, ...attestation.files.map((file) => file.path)]),
  );
  const attested = (await locker.list('attestations/')).filter(({ key }) => named.has(key));
  const entries = [...attested, ...(await locker.list('chain/')), ...(await locker.list('keys/'))];
  for (const name of runs) entries.push(...(await locker.list(`runs/${name}/`)));
  const regular = new Set<string>();
  for (const folder of ['attestations', 'chain', 'keys', ...runs.map((name) => `runs/${name}`)])
    for (const file of await reader.files(folder)) if (file.regular) regular.add(file.path);
  return entries.filter(({ key }) => regular.has(key));
}

/** People's words that the nights name, as they lie in the locker. One that is not there is the seals' business. */
export async function namedWords(
  locker: Pick<Locker, 'read'>,
  nights: readonly GatheredNight[],
): Promise<readonly StoredAttestation[]> {
  const paths = new Set(
    nights.flatMap(({ findings }) => findings?.attestations.map(({ path }) => path) ?? []),
  );
  const words: StoredAttestation[] = [];
  for (const path of [...paths].sort()) {
    const bytes = await locker.read(path);
    const attestation = bytes && parse(bytes);
    if (bytes && attestation) words.push({ path, sha256: sha256(bytes), attestation });
  }
  return words;
}

function parse(bytes: Buffer): Attestation | null {
  try {
    const word = JSON.parse(bytes.toString('utf8')) as Attestation;
    return word.schema === 'exhibit/attestation/v1' && Array.isArray(word.files) ? word : null;
  } catch {
    return null;
  }
}

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from '../locker/locker.ts';
import { sound } from '../seal/verify/chain.ts';
import type { VerifyResult } from '../seal/verify/result.ts';
import { beforeFolder, fromBefore, keysBefore } from './before.ts';
import { type CopySource, copyFiles, isReportedWhole, type Tell } from './copy-files.ts';
import { type Derived, derive } from './derive.ts';
import { attestedEntries, namedAttestations } from './evidence-files.ts';
import { hashedOnTheWay } from './hashed-on-the-way.ts';
import type { StoredAttestation } from './model/decisions.ts';
import type { PackageBuild } from './package-build.ts';
import type { PeriodEvidence } from './period/period-evidence.ts';
import { evidenceOfNights, type PeriodChain, verifyPeriod } from './period/read-period.ts';
import type { Replaced, ReplacePeople } from './pseudonyms/replace-people.ts';

/** The evidence as it is in the package, and what was derived from it. */
export interface PackagedEvidence {
  readonly evidence: PeriodEvidence;
  readonly attestations: readonly StoredAttestation[];
  readonly derived: Derived;
  /** How people were replaced; null where they were not. */
  readonly replaced: Replaced | null;
}

/**
 * Puts the locker's files into the package as they are. Each is read once for that: its hash is what verifying holds
 * against the seals. What is made of the nights is made meanwhile, as if nothing were wrong, and made anew where
 * verifying finds that something is; what it does not bear out goes nowhere.
 */
export async function packageAsItIs(build: PackageBuild): Promise<PackagedEvidence> {
  const { input, found, files, folder } = build;
  const { entries } = files;
  const { locker, reader } = input;
  const assumed = await evidenceOfNights(input, found, soundAsFarAsKnown(found));
  const way = hashedOnTheWay(
    reader,
    entries.filter(isReportedWhole).map(({ key }) => key),
    files.listed,
  );
  const verifying = verifyPeriod(input, found, way.reader).catch(failing(build.zip.destroy));
  const copying = copyAll(build, locker, entries, way.tell).catch(failing(way.fail));
  const deriving = derive(input, locker, assumed, join(folder, 'derived'));
  // Heard of below, when it is known whether it counts.
  deriving.catch(() => {});
  try {
    const [verification] = await Promise.all([verifying, copying]);
    const evidence = await evidenceOfNights(input, found, verification);
    const attestations = await namedAttestations(locker, evidence.nights);
    const attested = await attestedEntries(locker, reader, attestations);
    await copyAll(build, locker, attested);
    await copyBefore(build, evidence);
    const derived = saysTheSame(assumed, evidence)
      ? await deriving
      : await derive(input, locker, evidence, join(folder, 'derived-anew'));
    return { evidence, attestations, derived, replaced: null };
  } finally {
    // Nobody may write to the folder any more when it is removed.
    await Promise.allSettled([verifying, copying, deriving]);
  }
}

/** What judging the first nights again needs from before them. */
async function copyBefore(build: PackageBuild, { nights, seals }: PeriodEvidence): Promise<void> {
  const { locker, datasetOf, period } = build.input;
  const sealed = seals.flatMap((seal) => sound(seal)?.run ?? []);
  const before = sealed.filter((run) => Date.parse(run) < Date.parse(period.start));
  const believed = nights.flatMap(({ findings }) => findings ?? []);
  const entries: Entry[] = [];
  for (const key of await keysBefore({ locker, before, nights: believed, datasetOf })) {
    const path = await locker.local(key);
    if (path !== null) entries.push({ key: `${beforeFolder}/${key}`, bytes: (await stat(path)).size });
  }
  await copyAll(build, fromBefore(locker), entries);
}

async function copyAll(
  { zip, packer, written }: PackageBuild,
  source: CopySource,
  entries: readonly Entry[],
  tell?: Tell,
): Promise<void> {
  for await (const file of copyFiles(source, entries, zip, packer, tell)) written.push(file);
}

/** Passes an error on, so that what waits for this ends as well. */
function failing(stop: (error: Error) => void): (error: Error) => never {
  return (error) => {
    stop(error);
    throw error;
  };
}

function soundAsFarAsKnown({ chain, head }: PeriodChain): VerifyResult {
  return {
    schema: 'exhibit/verify/v1',
    ok: true,
    trust: chain.trust,
    checked: { runs: 0, files: 0, bytes: 0 },
    head: { sequence: head.sequence, sha256: head.sha256 },
    problems: [],
    notices: [],
  };
}

/** Whether what was assumed of the nights turned out so: the same ones are believed, and every file in them. */
function saysTheSame(assumed: PeriodEvidence, evidence: PeriodEvidence): boolean {
  const { nights, verification } = evidence;
  const isFile = (path: string): boolean => path.startsWith('runs/') && path.split('/').length > 2;
  return (
    !verification.problems.some(({ path }) => isFile(path)) &&
    nights.every(({ findings }, at) => (findings === null) === (assumed.nights[at]?.findings === null))
  );
}

/** Verifies the locker, replaces people in all of it, and goes on with the replaced files, so that nothing can slip by. */
export async function packageReplaced(
  build: PackageBuild,
  replacePeople: ReplacePeople,
): Promise<PackagedEvidence> {
  const { input, found, folder } = build;
  const { locker, reader, datasetOf } = input;
  const evidence = await evidenceOfNights(input, found, await verifyPeriod(input, found, reader));
  const attestations = await namedAttestations(locker, evidence.nights);
  const entries = [...(await attestedEntries(locker, reader, attestations)), ...build.files.entries];
  const into = join(folder, 'pseudonyms');
  const replaced = await replacePeople({ locker, evidence, attestations, entries, datasetOf, folder: into });
  const { files } = replaced;
  const deriving = derive(input, files.locker, files.evidence, join(folder, 'derived'));
  try {
    await copyAll(build, files.locker, await files.locker.list(''));
    const derived = await deriving;
    return {
      evidence: files.evidence,
      attestations: files.attestations,
      derived,
      replaced,
    };
  } finally {
    await Promise.allSettled([deriving]);
  }
}

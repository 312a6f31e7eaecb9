import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalText } from '../../evidence/canonical.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import { hashOfFile } from '../../locker/file-hash.ts';
import { temporaryFolder } from '../../locker/temporary-folder.ts';
import { countDue } from '../../seal/nights-due.ts';
import { problem, type VerifyProblem } from '../../seal/verify/result.ts';
import { type Derived, derive } from '../derive.ts';
import { derivedFiles, scratchFiles } from '../derived-files.ts';
import { namedAttestations } from '../evidence-files.ts';
import { type Manifest, manifestPath } from '../manifest.ts';
import type { StoredAttestation } from '../model/decisions.ts';
import type { PackageInput } from '../package-build.ts';
import type { PeriodEvidence } from '../period/period-evidence.ts';
import { evidenceOfNights, readPeriod } from '../period/read-period.ts';
import { verifierPath } from '../verify/check-verifier.ts';
import { lockerIn } from '../verify/package-reader.ts';
import type { MadePackage, Rebuild } from '../verify/package-verdict.ts';
import { firstDifference } from './first-difference.ts';

/** What rebuilding takes beside the package: the code that made it. */
export type RebuildWith = Pick<PackageInput, 'metadata' | 'datasetOf'>;

type RebuildInput = RebuildWith & MadePackage;

/** Longer files are compared by their hashes alone. */
const mostCompared = 64 << 20;
const evidence = /^(runs|before|chain|keys|attestations|reviews)\//;

/** What makes page and tables again, by this version. */
export function rebuildWith(code: RebuildWith, maker: Manifest['maker']): Rebuild {
  return { maker, problems: (made) => rebuildProblems({ ...code, ...made }) };
}

/**
 * Makes page, tables, populations and OSCAL again from the sealed files of a package and holds each against what the
 * package holds, byte for byte. Memory does not grow with the population: what does is unpacked into a temporary folder.
 */
async function rebuildProblems(input: RebuildInput): Promise<VerifyProblem[]> {
  const temporary = await temporaryFolder('exhibit-rebuild');
  const folder = temporary.path;
  try {
    return await rebuildIn(input, folder);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const message = `Page and tables cannot be made again from these files: ${error.message}`;
    return [problem('rebuilt', manifestPath, message)];
  } finally {
    await temporary.remove();
  }
}

async function rebuildIn(input: RebuildInput, folder: string): Promise<VerifyProblem[]> {
  const { reader, manifest, facts, trustedKeys, locker } = input;
  const { period, asOf, verification, pseudonyms } = manifest;
  const chain = { reader: lockerIn(reader, manifest, facts), period, trustedKeys, now: new Date(asOf) };
  const found = await readPeriod(chain);
  const said = {
    ...verification,
    schema: 'exhibit/verify/v1' as const,
    problems: verification.problems as readonly VerifyProblem[],
    head: manifest.head,
    notices: [],
  };
  const evidence = await evidenceOfNights({ locker, period }, found, said);
  const attestations = (await namedAttestations(locker, evidence.nights)).map((one) =>
    asSealed(one, manifest),
  );
  const derived = await derive(input, locker, evidence, join(folder, 'derived'));
  const from = {
    maker: manifest.maker,
    trustedKeys: verification.trustedKeys ?? [],
    files: manifest.files,
  };
  const made = new Set<string>();
  const problems = manifestProblems(manifest, evidence);
  for await (const one of scratchProblems(derived, input, made)) problems.push(one);
  for await (const { path, content } of derivedFiles(from, {
    evidence,
    attestations,
    derived,
    replaced: pseudonyms,
  })) {
    made.add(path);
    const [difference] = await differenceOf(input, path, sha256Of(content), async () => content);
    if (difference) problems.push(difference);
  }
  return [...problems, ...notMade(manifest, made)];
}

/** A page names an attestation by what was sealed, also where people were replaced in it. */
function asSealed(one: StoredAttestation, { files }: Manifest): StoredAttestation {
  const original = files.find(({ path }) => path === one.path)?.original;
  return original ? { ...one, sha256: original.sha256 } : one;
}

async function* scratchProblems(
  derived: Derived,
  input: RebuildInput,
  made: Set<string>,
): AsyncGenerator<VerifyProblem> {
  for (const { key } of scratchFiles({ derived })) {
    made.add(key);
    const path = derived.scratch.path(key);
    yield* await differenceOf(input, key, await hashOfFile(path), () => readFile(path, 'utf8'));
  }
}

/** What the package holds at a path against what was made again; nothing where they are the same. */
async function differenceOf(
  { reader, manifest }: RebuildInput,
  path: string,
  hash: string,
  ours: () => Promise<string>,
): Promise<VerifyProblem[]> {
  const listed = manifest.files.find((file) => file.path === path);
  if (!listed) return [problem('rebuilt', path, 'This follows from the evidence, and the package lacks it.')];
  if (listed.sha256 === hash) return [];
  const theirs = listed.bytes > mostCompared ? null : await reader.read(path);
  const where = theirs ? firstDifference(path, await ours(), theirs.toString('utf8')) : '';
  return [problem('rebuilt', path, `It is not what follows from the evidence. ${where}`.trim())];
}

/** Files that are neither evidence nor made of it. Verifying itself holds the program among them against its own. */
function notMade({ files }: Manifest, made: ReadonlySet<string>): VerifyProblem[] {
  return files
    .filter(({ path }) => !evidence.test(path) && path !== verifierPath && !made.has(path))
    .map(({ path }) => problem('rebuilt', path, 'Nothing in the evidence makes this file.'));
}

/** What the manifest itself says of the evidence. */
function manifestProblems(manifest: Manifest, evidence: PeriodEvidence): VerifyProblem[] {
  const follows: Partial<Manifest> = {
    organization: evidence.organization,
    locker: evidence.origin,
    nights: countDue(evidence.nights),
    head: { sequence: evidence.head.sequence, sha256: evidence.head.sha256 },
  };
  return Object.entries(follows).flatMap(([name, value]) => {
    const [said, is] = [manifest[name as keyof Manifest], value].map((one) => canonicalText(one));
    if (said === is) return [];
    const message = `It says that ${name} is ${said}, and the evidence gives ${is}.`;
    return [problem('rebuilt', manifestPath, message)];
  });
}

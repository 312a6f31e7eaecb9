import { runFolder } from '../../locker/keys.ts';
import { attestationsOfNoRun } from '../../seal/verify/attestations.ts';
import { sound } from '../../seal/verify/chain.ts';
import { type KeyRing, ringInLocker, ringOf } from '../../seal/verify/keys.ts';
import { readFacts } from '../../seal/verify/locker-facts.ts';
import type { FileFact, LockerReader } from '../../seal/verify/reader.ts';
import { problem, sortProblems, type VerifyNotice, type VerifyProblem } from '../../seal/verify/result.ts';
import { type CheckedSeal, checkSeals } from '../../seal/verify/seals.ts';
import { verifyLocker } from '../../seal/verify/verify-locker.ts';
import { plural } from '../../text/plural.ts';
import { AuditorError } from '../error.ts';
import { type Manifest, manifestPath, readManifest, signaturePath } from '../manifest.ts';
import { nightsOf } from '../period/nights.ts';
import { isWithin } from '../period/period.ts';
import { checkBefore } from './check-before.ts';
import { checkClaims, countedUpTo } from './check-claims.ts';
import { checkStatement, checkVerification } from './check-said.ts';
import { checkSignature } from './check-signature.ts';
import { checkVerifier } from './check-verifier.ts';
import { missedNights, notOver, unknownBeginning } from './due.ts';
import { madeAgain } from './made-again.ts';
import { lockerIn } from './package-reader.ts';
import type { PackageVerdict, PackageVerifyOptions } from './package-verdict.ts';
import { runsOutside } from './runs-outside.ts';

/** Whether a folder or zip says of itself that it is a package. */
export async function isPackage(reader: LockerReader): Promise<boolean> {
  return (await reader.names('')).includes(manifestPath);
}

/**
 * Recomputes everything in a package: each sealed night of its period against its seal, every other file against the
 * manifest, the manifest against its signature, and the nights that were due. Its own account of the period hides
 * nothing: every sealed night of those days must be there. Throws `AuditorError` (`malformed`) without a manifest.
 */
export async function verifyPackage(
  reader: LockerReader,
  options: PackageVerifyOptions,
): Promise<PackageVerdict> {
  const bytes = await reader.read(manifestPath);
  if (!bytes) throw new AuditorError('malformed', `There is no ${manifestPath}: this is not a package.`);
  const manifest = readManifest(bytes);
  const facts = await hashAll(reader, manifest);
  const locker = lockerIn(reader, manifest, facts);
  const files = await readFacts(locker);
  const given = options.trustedKeys === 'in-locker' ? null : ringOf(options.trustedKeys);
  const ring = given ?? ringInLocker(files.keys);
  const seals = checkSeals(files.seals, ring);
  const { start, end } = manifest.period;
  const to = new Date(Date.parse(end) - 1).toISOString();
  const result = await verifyLocker(locker, { ...options, excerpt: { from: start, to, whole: true } });
  const signature = await checkSignature(reader, bytes, given ?? keysOfHead(seals, ring));
  const sealed = seals.map(sound).filter((predicate) => predicate !== null);
  const nights = nightsOf(sealed, manifest.period, countedUpTo(manifest));
  const verifier = checkVerifier(manifest, options.verifier, options.rebuild !== undefined);
  const found = [
    ...verifier.problems,
    // The key that signed the manifest need not have made a seal.
    ...result.problems.filter(({ kind, path }) => kind !== 'unlisted' || path !== signature.keyPath),
    ...signature.problems,
    ...checkFiles(manifest, facts),
    ...((await reader.problems?.()) ?? []),
    ...checkReplacements(manifest),
    ...checkHead(manifest, seals),
    ...runsOutside(manifest),
    ...(await checkBefore({ reader, manifest, facts, seals })),
    ...(await attestationsOfNoRun(locker, runsOf(sealed, manifest))),
    ...checkClaims(manifest, sealed, signature.packagedAt),
    ...checkStatement(manifest, signature.said, sealed),
    ...checkVerification(manifest, result, keyIdsOf(seals)),
    ...missedNights(nights),
    ...unknownBeginning(sealed.map(({ run }) => run).sort()[0] ?? null, manifest.period),
  ];
  const again = await madeAgain(options, { reader, manifest, facts, seals });
  found.push(...again.problems);
  const problems = withKnown(found, manifest.verification.problems as readonly VerifyProblem[]);
  return {
    ...result,
    ok: problems.length === 0 && again.said.notRebuilt === undefined && !again.said.notRejudged?.length,
    ...again.said,
    problems: sortProblems(problems),
    notices: [
      ...result.notices,
      ...verifier.notices,
      ...replacementNotices(manifest),
      ...notOver(manifest),
      ...(again.notices ?? []),
      ...((await reader.notices?.()) ?? []),
    ],
    package: {
      organization: manifest.organization,
      locker: manifest.locker,
      period: manifest.period,
      nights: manifest.nights,
      pseudonyms: manifest.pseudonyms !== null,
      packagedAt: signature.packagedAt,
    },
  };
}

/** Folders of the sealed runs of the period. */
function runsOf(sealed: readonly { readonly run: string }[], { period }: Manifest): string[] {
  return sealed.flatMap(({ run }) => (isWithin(period, run) ? [runFolder(run)] : []));
}

/** Of the keys that made the seals that hold. */
function keyIdsOf(seals: readonly CheckedSeal[]): string[] {
  return seals.flatMap((seal) => (sound(seal) && seal.envelope ? [seal.envelope.keyId] : []));
}

/** The newest seal's key, where no key came from outside: any other could have been put beside the package. */
function keysOfHead(seals: readonly CheckedSeal[], ring: KeyRing): KeyRing {
  const keyId = seals.at(-1)?.envelope?.keyId ?? '';
  const key = ring.get(keyId);
  return new Map(key ? [[keyId, key]] : []);
}

/** What is packed is unpacked only where its length is the one that the manifest lists: nobody waits for a bomb. */
async function hashAll(reader: LockerReader, manifest: Manifest): Promise<Map<string, FileFact>> {
  const sizes = reader.sizes?.();
  const listed = new Map(manifest.files.map(({ path, bytes }) => [path, bytes]));
  const mayUnpack = (path: string): boolean =>
    sizes === undefined ||
    path === manifestPath ||
    path === signaturePath ||
    listed.get(path) === sizes.get(path);
  const files = await reader.files('');
  const regular = files.filter((file) => file.regular).map((file) => file.path);
  const facts = new Map((await reader.hash(regular.filter(mayUnpack))).map((fact) => [fact.path, fact]));
  for (const { path } of files)
    if (!facts.has(path))
      facts.set(path, { path, sha256: '', bytes: sizes?.get(path) ?? 0, finishedAt: null });
  return facts;
}

/** Every file of the package against the manifest, and the other way round. */
function checkFiles(manifest: Manifest, facts: ReadonlyMap<string, FileFact>): VerifyProblem[] {
  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  const problems: VerifyProblem[] = [];
  for (const { path, sha256: hash, bytes } of facts.values()) {
    if (path === manifestPath || path === signaturePath) continue;
    const file = listed.get(path);
    if (!file)
      problems.push(problem('unlisted', path, 'The manifest of the package does not name this file.'));
    else if (file.sha256 !== hash || file.bytes !== bytes)
      problems.push(problem('modified', path, 'The content is not what the manifest of the package says.'));
  }
  for (const path of listed.keys())
    if (!facts.has(path))
      problems.push(
        problem('missing', path, 'The manifest of the package names this file, and it is not there.'),
      );
  return problems;
}

/** Files that no seal speaks for are counted aloud; a manifest that replaced nobody can name none. */
function checkReplacements({ pseudonyms, files, withheld }: Manifest): VerifyProblem[] {
  if (pseudonyms !== null) return [];
  const replaced = files.filter(({ original }) => original !== undefined);
  return [...replaced, ...withheld].map(({ path }) =>
    problem(
      'modified',
      path,
      'The manifest says that another file was sealed in its place, in a package without pseudonyms.',
    ),
  );
}

function replacementNotices({ pseudonyms, files, withheld }: Manifest): VerifyNotice[] {
  if (pseudonyms === null) return [];
  const replaced = files.filter(({ original }) => original !== undefined).length;
  const notice = (kind: VerifyNotice['kind'], message: string): VerifyNotice => ({
    kind,
    path: manifestPath,
    message,
  });
  return [
    notice(
      'replaced',
      `In ${plural(replaced, 'file')} people were replaced by pseudonyms. Only the signature of the company, and no seal, shows that nothing else was changed in them.`,
    ),
    ...(withheld.length === 0
      ? []
      : [
          notice(
            'withheld',
            `${plural(withheld.length, 'sealed file')} were withheld; the manifest says why.`,
          ),
        ]),
  ];
}

function checkHead(manifest: Manifest, seals: readonly { sha256: string }[]): VerifyProblem[] {
  const { sequence, sha256: head } = manifest.head;
  if (seals.at(-1)?.sha256 === head) return [];
  const message = `The package was made when seal ${sequence} was the newest, and it does not end with that: the newest nights were cut off, or seals were changed.`;
  return [problem('truncated', 'chain', message)];
}

/** What was wrong when the package was made stays wrong, also where the package alone no longer shows it. */
function withKnown(found: readonly VerifyProblem[], known: readonly VerifyProblem[]): VerifyProblem[] {
  const seen = new Set<string>();
  const all: VerifyProblem[] = [];
  const add = (one: VerifyProblem, text = one.message): void => {
    const name = `${one.kind} ${one.path}`;
    if (seen.has(name)) return;
    seen.add(name);
    all.push({ ...one, message: text });
  };
  for (const one of found) add(one);
  for (const one of known) add(one, `Known when the package was made: ${one.message}`);
  return all;
}

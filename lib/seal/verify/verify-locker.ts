import { runFolder, runOfFolder } from '../../locker/keys.ts';
import type { Remembered } from '../memory/signer-memory.ts';
import { checkAttestations } from './attestations.ts';
import { checkChain } from './chain.ts';
import { openFolderReader } from './folder-reader.ts';
import { checkKeyFiles, type KeyRing, type NamedKeys, ringInLocker, ringOf } from './keys.ts';
import { homeOf } from './locate.ts';
import { type LockerFacts, readFacts } from './locker-facts.ts';
import { checkMemory } from './memory.ts';
import { noticesOf, unprovenHead } from './notices.ts';
import { verifyProofs } from './proofs.ts';
import type { LockerReader } from './reader.ts';
import { problem, sortProblems, type VerifyProblem, type VerifyResult } from './result.ts';
import { type CheckedSeal, checkSeals } from './seals.ts';
import { checkEnd } from './times.ts';
import { verifyTimestamps } from './timestamps.ts';
import { type LockFacts, unsealedText } from './unsealed.ts';
import { type VerifyProgress, verifyRuns } from './verify-runs.ts';

export interface VerifyOptions {
  /** Public keys (PEM) that may have made the seals, or `in-locker`: those that lie beside them, which proves less. */
  readonly trustedKeys: readonly string[] | 'in-locker';
  /** Hash of the newest seal that the caller knows of from elsewhere. */
  readonly head?: string | undefined;
  /** What the key signed last in this very locker, where the caller can see that. */
  readonly remembered?: Remembered | undefined;
  /** Whoever has, or had, the locker's lock, where the caller can see that. */
  readonly lock?: LockFacts | null | undefined;
  /** When given, a next night that is overdue at this moment is a problem. Leave it out for a copy. */
  readonly now?: Date | undefined;
  /** For a part, or a copy of one. */
  readonly excerpt?: Excerpt | undefined;
  /** Certificates (PEM) of the time-stamping authorities that are trusted. */
  readonly timestampAuthorities?: readonly string[] | undefined;
  /** Keys (PEM) of the public logs that are trusted besides Sigstore's own. */
  readonly witnessKeys?: readonly string[] | undefined;
  readonly onProgress?: ((progress: VerifyProgress) => void) | undefined;
}

/** Only runs of these times (inclusive) must be there. */
export interface Excerpt {
  readonly from: string;
  readonly to: string;
  /**
   * The chain is there from its first seal on, and so are the words of people that the runs name. Which nights were due
   * is then for the caller to say, who knows the days that are asked for.
   */
  readonly whole?: true;
}

/**
 * Recomputes everything in a locker's folder, or a copy of it, with no network. Finds all problems, not the first.
 * Throws `LockerError` (`not-a-locker`), and `SealError` (`key`) when a trusted key cannot be read.
 */
export async function verifyLockerFolder(folder: string, options: VerifyOptions): Promise<VerifyResult> {
  const reader = openFolderReader(folder);
  try {
    return await verifyLocker(reader, options);
  } finally {
    await reader.close();
  }
}

/** The same for any locker that can be read. */
export async function verifyLocker(reader: LockerReader, options: VerifyOptions): Promise<VerifyResult> {
  return await verifyBeside(await readChain(reader, options.trustedKeys), reader, options);
}

/** What a locker says of itself, without its runs. */
export interface ReadChain {
  readonly facts: LockerFacts;
  /** Each checked by itself. */
  readonly seals: readonly CheckedSeal[];
  readonly trusted: KeyRing;
  readonly trust: VerifyResult['trust'];
}

/** Reads the chain and the keys, and checks each seal. Throws as `verifyLocker` does. */
export async function readChain(
  reader: LockerReader,
  trustedKeys: VerifyOptions['trustedKeys'],
): Promise<ReadChain> {
  const given = trustedKeys === 'in-locker' ? null : ringOf(trustedKeys);
  const facts = await readFacts(reader);
  const trusted = given ?? ringInLocker(facts.keys);
  return { facts, seals: checkSeals(facts.seals, trusted), trusted, trust: given ? 'given' : 'locker' };
}

/** Verifies a locker whose chain was read already. */
export async function verifyBeside(
  { facts, seals, trusted, trust }: ReadChain,
  reader: LockerReader,
  options: Omit<VerifyOptions, 'trustedKeys'>,
): Promise<VerifyResult> {
  const judged = judgeable(seals).filter((seal) => inExcerpt(seal, options.excerpt));
  const folders = facts.runs.filter((name) => mayBeIn(options.excerpt, runOfFolder(name)));
  const runs = await verifyRuns(reader, folders, seals, judged, options.onProgress ?? (() => {}));
  const isPart = options.excerpt !== undefined && !options.excerpt.whole;
  const problems: VerifyProblem[] = [
    ...facts.problems,
    ...seals.flatMap((seal) => seal.problem ?? []),
    ...checkChain(seals, !isPart, !options.excerpt?.whole),
    ...checkEnd(seals, options.head, options.now),
    ...(options.remembered ? checkMemory(seals, options.remembered) : []),
    ...checkKeyFiles(facts.keys, namedKeys(seals, trust === 'locker'), trusted),
    ...(await verifyTimestamps(facts.timestamps, seals, options.timestampAuthorities ?? [])),
    ...(await verifyProofs(facts.proofs, seals, { trusted, logs: options.witnessKeys ?? [] })),
    ...runs.problems,
    ...(isPart ? [] : await checkAttestations(reader, judged.map(homeOf))),
  ];
  const worded = problems.map((one) => withLock(one, options.lock ?? null));
  worded.push(...newIn((await reader.problems?.()) ?? [], worded));
  if (worded.length === 0 && seals.length === 0) worded.push(nothingSealed());
  return {
    schema: 'exhibit/verify/v1',
    ok: worded.length === 0,
    trust,
    checked: runs.checked,
    head: headOf(seals),
    problems: sortProblems(worded),
    notices: [
      ...noticesOf(seals.filter((seal) => inExcerpt(seal, options.excerpt))),
      ...(isPart ? [] : unprovenHead(seals, facts)),
    ],
  };
}

/** Where nothing was sealed, nothing is "as it was sealed": a locker that was emptied must not look like a whole one. */
function nothingSealed(): VerifyProblem {
  return problem(
    'missing',
    'chain/',
    'There is no seal and no run: no night was sealed yet, or all were taken away. Nothing here is proven.',
  );
}

/** A run without a seal that the lock was taken for is told as what it is. */
function withLock(found: VerifyProblem, lock: LockFacts | null): VerifyProblem {
  const isIts = lock !== null && found.kind === 'unlisted' && found.path === runFolder(lock.run);
  return isIts ? { ...found, message: unsealedText(lock) } : found;
}

/** One seal per run, also where a copy of it stands in another place. */
function judgeable(seals: readonly CheckedSeal[]): CheckedSeal[] {
  const byRun = new Map<string, CheckedSeal>();
  for (const seal of seals) {
    const run = seal.statement?.predicate.run;
    if (run && !byRun.has(run)) byRun.set(run, seal);
  }
  return [...byRun.values()];
}

/** What the store tells of itself and is not known already. */
function newIn(found: readonly VerifyProblem[], known: readonly VerifyProblem[]): VerifyProblem[] {
  return found.filter((one) => !known.some(({ kind, path }) => kind === one.kind && path === one.path));
}

function inExcerpt(seal: CheckedSeal, excerpt: Excerpt | undefined): boolean {
  return seal.statement !== null && mayBeIn(excerpt, seal.statement.predicate.run);
}

/** What has no time of its own may be anywhere. */
function mayBeIn(excerpt: Excerpt | undefined, run: string | null): boolean {
  if (!excerpt || run === null) return true;
  return Date.parse(run) >= Date.parse(excerpt.from) && Date.parse(run) <= Date.parse(excerpt.to);
}

/** A stranger's key need not be there; where the locker itself says whom to trust, every key must. */
function namedKeys(seals: readonly CheckedSeal[], all: boolean): NamedKeys {
  const idsOf = (some: readonly CheckedSeal[]) =>
    new Set(some.flatMap((seal) => (seal.statement && seal.envelope ? [seal.envelope.keyId] : [])));
  const named = idsOf(seals);
  return { named, needed: all ? named : idsOf(seals.filter((seal) => seal.problem?.kind !== 'unknown-key')) };
}

function headOf(seals: readonly CheckedSeal[]): VerifyResult['head'] {
  const newest = seals.findLast((seal) => !seal.problem) ?? seals.at(-1);
  return newest ? { sequence: newest.sequence, sha256: newest.sha256 } : null;
}

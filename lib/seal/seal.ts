import { sha256Of } from '../evidence/sha256.ts';
import { runFolder } from '../locker/keys.ts';
import type { Locker } from '../locker/locker.ts';
import { signStatement } from './bundle.ts';
import { chainHead, type SealFile, sealOfRun, sealPath, timestampPath, witnessPath } from './chain.ts';
import { createIfAbsent } from './create-if-absent.ts';
import { SealError } from './error.ts';
import { type Remembering, settle } from './memory/settle.ts';
import { keyPath } from './public-key.ts';
import type { Signer } from './signer.ts';
import { makeStatement, type SealPredicate } from './statement.ts';
import { parseSums, sumsName } from './sums.ts';

/** How often the next number is tried while other writers take theirs. */
const attempts = 50;

export interface SealInput
  extends Pick<
    SealPredicate,
    | 'origin'
    | 'run'
    | 'period'
    | 'nextDueBy'
    | 'status'
    | 'collector'
    | 'configuration'
    | 'catalog'
    | 'schedule'
    | 'endedLate'
  > {
  readonly locker: Locker;
  readonly signer: Signer;
  /** Asked for `sealedAt`, again at each attempt. The same clock as the evidence's `finishedAt`. */
  readonly now: () => Date;
  /** What the signer remembers of this locker; null for a locker that nobody goes on with, as in a benchmark. */
  readonly remembering?: Omit<Remembering, 'signer'> | null;
}

export interface Seal {
  readonly sequence: number;
  readonly path: string;
  /** Hash of the whole file: the chain's head, worth keeping outside the locker. */
  readonly sha256: string;
  /** The text of the file. ECDSA is randomized: sealing the same twice gives different bytes. */
  readonly bundle: string;
}

/**
 * Seals a run whose folder ends with its SHA256SUMS, under the next number of the chain. A run that has a seal keeps
 * it: calling this again returns that one. Throws `SealError` (`no-sums`) when the run has no list yet.
 */
export async function sealRun(input: SealInput): Promise<Seal> {
  const sums = await readSums(input.locker, input.run);
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (input.remembering) await settle(input.locker, { ...input.remembering, signer: input.signer });
    const head = await chainHead(input.locker);
    const done = await sealOfRun(input.locker, input.run, head);
    if (done) return { ...pick(done), bundle: done.bytes.toString('utf8') };
    const seal = await trySealing(input, sums, head);
    if (seal) return seal;
  }
  throw new SealError(
    'contended',
    `Other writers took ${attempts} numbers of the chain in a row; seal ${input.run} again.`,
  );
}

interface RunSums {
  readonly sha256: string;
  readonly files: number;
  readonly bytes: number;
}

/** The list, and the size of what it names. */
async function readSums(locker: Locker, run: string): Promise<RunSums> {
  const folder = runFolder(run);
  const text = await locker.read(`${folder}/${sumsName}`);
  if (!text)
    throw new SealError('no-sums', `${folder}/${sumsName} is not there, so there is nothing to seal yet.`);
  const listed = new Set(parseSums(text).map((sum) => `${folder}/${sum.path}`));
  const entries = (await locker.list(`${folder}/`)).filter((entry) => listed.has(entry.key));
  return {
    sha256: sha256Of(text),
    files: listed.size,
    bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0),
  };
}

/** Null when another writer took the number first. Remembered before it is put, and once more when it is there. */
async function trySealing(input: SealInput, sums: RunSums, head: SealFile | null): Promise<Seal | null> {
  const { locker, signer, remembering, run } = input;
  const predicate = await predicateOf(input, sums, head);
  const bundle = await signStatement(makeStatement(sums.sha256, predicate), signer);
  const { sequence } = predicate;
  const seal = { sequence, path: sealPath(sequence), sha256: sha256Of(bundle), bundle };
  const signed = { sequence, run, sha256: seal.sha256, sums: sums.sha256, bundle };
  if (remembering && !(await remembering.memory.intend(remembering.name, signed))) return null;
  await createIfAbsent(locker, keyPath(signer.keyId), signer.publicKey);
  if (!(await createIfAbsent(locker, seal.path, bundle))) return null;
  await remembering?.memory.confirm(remembering.name, signed);
  return seal;
}

async function predicateOf(input: SealInput, sums: RunSums, head: SealFile | null): Promise<SealPredicate> {
  const { origin, run, period, nextDueBy, status, collector, configuration, catalog, schedule } = input;
  const { endedLate } = input;
  return {
    origin,
    run,
    sequence: (head?.sequence ?? 0) + 1,
    period,
    sealedAt: input.now().toISOString(),
    nextDueBy,
    status,
    files: sums.files,
    bytes: sums.bytes,
    collector,
    configuration,
    catalog,
    schedule,
    ...(endedLate ? { endedLate } : {}),
    previous: head && { ...pickLink(head), ...(await besideSeal(input.locker, head.sequence)) },
  };
}

/** What others said of a seal, by its hash. */
async function besideSeal(
  locker: Locker,
  sequence: number,
): Promise<{ timestamp: string | null; witness?: string }> {
  const [token, proof] = [
    await locker.read(timestampPath(sequence)),
    await locker.read(witnessPath(sequence)),
  ];
  return { timestamp: token && sha256Of(token), ...(proof ? { witness: sha256Of(proof) } : {}) };
}

function pick({ sequence, path, sha256 }: SealFile): Pick<SealFile, 'sequence' | 'path' | 'sha256'> {
  return { sequence, path, sha256 };
}

function pickLink({ sequence, sha256 }: SealFile): Pick<SealFile, 'sequence' | 'sha256'> {
  return { sequence, sha256 };
}

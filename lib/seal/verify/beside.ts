import { sha256Of } from '../../evidence/sha256.ts';
import type { SealPredicate } from '../statement.ts';
import { timestampDelayMs } from '../timestamp.ts';
import { sound } from './chain.ts';
import { problem, type VerifyProblem } from './result.ts';
import type { ChainFile, CheckedSeal } from './seals.ts';
import { isBefore } from './times.ts';

type Link = NonNullable<SealPredicate['previous']>;

/** What somebody else said of a seal, in a file beside it that the next seal names by its hash. */
export interface Beside {
  /** For a sentence, such as `time-stamp`. */
  readonly name: string;
  readonly pathOf: (sequence: number) => string;
  /** Of the seal that it is for; null for another file. */
  readonly sequenceOf: (file: ChainFile) => number | null;
  /** The hash by which the next seal names it. */
  readonly named: (previous: Link) => string | null | undefined;
  readonly check: (file: ChainFile, seal: CheckedSeal) => Promise<VerifyProblem[]>;
}

/** Checks each such file against the next seal, which names it, and against its own. */
export async function verifyBeside(
  files: readonly ChainFile[],
  seals: readonly CheckedSeal[],
  beside: Beside,
): Promise<VerifyProblem[]> {
  const named = checkNamed(files, seals, beside);
  const objected = new Set(named.map(({ path }) => path));
  const own = files
    .filter(({ path }) => !objected.has(path))
    .map((file) => {
      const seal = seals.find(({ sequence }) => sequence === beside.sequenceOf(file));
      return seal ? beside.check(file, seal) : [forNothing(file, beside)];
    });
  return [...named, ...(await Promise.all(own)).flat()];
}

/** Those that the next seal names, and that are not there or are others. */
function checkNamed(
  files: readonly ChainFile[],
  seals: readonly CheckedSeal[],
  { name, named, pathOf }: Beside,
): VerifyProblem[] {
  const hashes = new Map(files.map((file) => [file.path, sha256Of(file.bytes)]));
  return seals.flatMap((seal) => {
    const previous = sound(seal)?.previous;
    const wanted = previous && named(previous);
    if (!previous || !wanted) return [];
    const path = pathOf(previous.sequence);
    const found = hashes.get(path);
    if (found === wanted) return [];
    return found
      ? [problem('modified', path, `This is not the ${name} that seal ${seal.sequence} names.`)]
      : [problem('missing', path, `Seal ${seal.sequence} names this ${name}, and it is not there.`)];
  });
}

function forNothing({ path }: ChainFile, { name }: Beside): VerifyProblem {
  return problem('unlisted', path, `There is no seal that this ${name} could be for.`);
}

/**
 * What the seal's own time has against the one that somebody else gave it.
 *
 * @param seen a clause before that time, such as `the log had it at`
 */
export function checkTime(
  { path }: ChainFile,
  { sealedAt }: SealPredicate,
  time: Date,
  seen: string,
): VerifyProblem[] {
  const late = time.getTime() - Date.parse(sealedAt) > timestampDelayMs;
  if (!late && !isBefore(time.toISOString(), sealedAt)) return [];
  const message = `The seal says that it was made at ${sealedAt}, and ${seen} ${time.toISOString()}.`;
  return [problem('backdated', path, message)];
}

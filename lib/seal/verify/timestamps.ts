import { sha256Of } from '../../evidence/sha256.ts';
import { timestampPath } from '../chain.ts';
import type { SealPredicate } from '../statement.ts';
import { timestampDelayMs } from '../timestamp.ts';
import type { TokenVerdict } from '../timestamp-token.ts';
import { sound } from './chain.ts';
import { timestampOf } from './locker-facts.ts';
import { problem, type VerifyProblem } from './result.ts';
import type { ChainFile, CheckedSeal } from './seals.ts';
import { isBefore } from './times.ts';

/** Checks the time-stamps: each against its seal, and against the next seal, which names it by its hash. */
export async function verifyTimestamps(
  files: readonly ChainFile[],
  seals: readonly CheckedSeal[],
  authorities: readonly string[],
): Promise<VerifyProblem[]> {
  const named = checkNamed(files, seals);
  const objected = new Set(named.map((found) => found.path));
  const own = files
    .filter((file) => !objected.has(file.path))
    .map((file) =>
      checkOwn(
        file,
        seals.find((seal) => seal.sequence === timestampOf(file)),
        authorities,
      ),
    );
  return [...named, ...(await Promise.all(own)).flat()];
}

/** Time-stamps that the next seal names, and that are not there or are others. */
function checkNamed(files: readonly ChainFile[], seals: readonly CheckedSeal[]): VerifyProblem[] {
  const hashes = new Map(files.map((file) => [file.path, sha256Of(file.bytes)]));
  return seals.flatMap((seal) => {
    const previous = sound(seal)?.previous;
    if (!previous?.timestamp) return [];
    const path = timestampPath(previous.sequence);
    const found = hashes.get(path);
    if (found === previous.timestamp) return [];
    return found
      ? [problem('modified', path, `This is not the time-stamp that seal ${seal.sequence} names.`)]
      : [problem('missing', path, `Seal ${seal.sequence} names this time-stamp, and it is not there.`)];
  });
}

async function checkOwn(
  file: ChainFile,
  seal: CheckedSeal | undefined,
  authorities: readonly string[],
): Promise<VerifyProblem[]> {
  if (!seal) return [problem('unlisted', file.path, 'There is no seal that this time-stamp could be for.')];
  const predicate = sound(seal);
  if (!predicate || !seal.envelope) return [];
  const { checkToken } = await import('../timestamp-token.ts');
  const verdict = await checkToken(file.bytes, seal.envelope.signature, authorities);
  return verdict.holds
    ? checkTime(file, predicate, verdict)
    : [problem(verdict.kind, file.path, verdict.message)];
}

function checkTime(
  file: ChainFile,
  { sealedAt }: SealPredicate,
  { time }: Extract<TokenVerdict, { holds: true }>,
): VerifyProblem[] {
  const late = time.getTime() - Date.parse(sealedAt) > timestampDelayMs;
  if (!late && !isBefore(time.toISOString(), sealedAt)) return [];
  const message = `The seal says that it was made at ${sealedAt}, and the authority first saw it at ${time.toISOString()}.`;
  return [problem('backdated', file.path, message)];
}

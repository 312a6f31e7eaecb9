import { sha256Of } from '../../evidence/sha256.ts';
import { witnessPath } from '../chain.ts';
import type { SealPredicate } from '../statement.ts';
import { timestampDelayMs } from '../timestamp.ts';
import { sound } from './chain.ts';
import type { KeyRing } from './keys.ts';
import { proofOf } from './locker-facts.ts';
import { problem, type VerifyProblem } from './result.ts';
import type { ChainFile, CheckedSeal } from './seals.ts';
import { isBefore } from './times.ts';

/** Checks what public logs say of seals, without any network: each against its seal, and against the next, which names it. */
export async function verifyProofs(
  files: readonly ChainFile[],
  seals: readonly CheckedSeal[],
  keys: { readonly trusted: KeyRing; readonly logs: readonly string[] },
): Promise<VerifyProblem[]> {
  const named = checkNamed(files, seals);
  const objected = new Set(named.map(({ path }) => path));
  const own = files.filter(({ path }) => !objected.has(path));
  const checked = own.map((file) =>
    checkOwn(
      file,
      seals.find((seal) => seal.sequence === proofOf(file)),
      keys,
    ),
  );
  return [...named, ...(await Promise.all(checked)).flat()];
}

/** Proofs that the next seal names, and that are not there or are others. */
function checkNamed(files: readonly ChainFile[], seals: readonly CheckedSeal[]): VerifyProblem[] {
  const hashes = new Map(files.map((file) => [file.path, sha256Of(file.bytes)]));
  return seals.flatMap((seal) => {
    const previous = sound(seal)?.previous;
    if (!previous?.witness) return [];
    const path = witnessPath(previous.sequence);
    const found = hashes.get(path);
    if (found === previous.witness) return [];
    return found
      ? [problem('modified', path, `This is not the proof that seal ${seal.sequence} names.`)]
      : [problem('missing', path, `Seal ${seal.sequence} names this proof, and it is not there.`)];
  });
}

async function checkOwn(
  file: ChainFile,
  seal: CheckedSeal | undefined,
  { trusted, logs }: { readonly trusted: KeyRing; readonly logs: readonly string[] },
): Promise<VerifyProblem[]> {
  if (!seal) return [problem('unlisted', file.path, 'There is no seal that this proof could be for.')];
  const predicate = sound(seal);
  const key = seal.envelope && trusted.get(seal.envelope.keyId);
  if (!predicate || !seal.envelope || !key) return [];
  const { checkProof } = await import('../witness/proof.ts');
  const pem = key.export({ type: 'spki', format: 'pem' }).toString();
  const verdict = checkProof(file.bytes, seal.envelope, pem, logs);
  return verdict.holds
    ? checkTime(file, predicate, verdict.time)
    : [problem(verdict.kind, file.path, verdict.message)];
}

function checkTime(file: ChainFile, { sealedAt }: SealPredicate, time: Date): VerifyProblem[] {
  const late = time.getTime() - Date.parse(sealedAt) > timestampDelayMs;
  if (!late && !isBefore(time.toISOString(), sealedAt)) return [];
  const message = `The seal says that it was made at ${sealedAt}, and the log had it at ${time.toISOString()}.`;
  return [problem('backdated', file.path, message)];
}

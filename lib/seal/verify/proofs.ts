import type { SealPredicate } from '../statement.ts';
import { timestampDelayMs } from '../timestamp.ts';
import { sound } from './chain.ts';
import type { KeyRing } from './keys.ts';
import { proofOf } from './locker-facts.ts';
import { problem, type VerifyProblem } from './result.ts';
import type { ChainFile, CheckedSeal } from './seals.ts';
import { isBefore } from './times.ts';

/** Checks what public logs say of seals, without any network: each against its seal. */
export async function verifyProofs(
  files: readonly ChainFile[],
  seals: readonly CheckedSeal[],
  keys: { readonly trusted: KeyRing; readonly logs: readonly string[] },
): Promise<VerifyProblem[]> {
  const checked = files.map((file) =>
    checkOwn(
      file,
      seals.find((seal) => seal.sequence === proofOf(file)),
      keys,
    ),
  );
  return (await Promise.all(checked)).flat();
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

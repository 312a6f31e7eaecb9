import { witnessPath } from '../chain.ts';
import { checkTime, verifyBeside } from './beside.ts';
import { sound } from './chain.ts';
import type { KeyRing } from './keys.ts';
import { proofOf } from './locker-facts.ts';
import { problem, type VerifyProblem } from './result.ts';
import type { ChainFile, CheckedSeal } from './seals.ts';

interface Keys {
  readonly trusted: KeyRing;
  readonly logs: readonly string[];
}

/** Checks what public logs say of seals, without any network: each against its seal, and against the next, which names it. */
export function verifyProofs(
  files: readonly ChainFile[],
  seals: readonly CheckedSeal[],
  keys: Keys,
): Promise<VerifyProblem[]> {
  return verifyBeside(files, seals, {
    name: 'proof',
    pathOf: witnessPath,
    sequenceOf: proofOf,
    named: ({ witness }) => witness,
    check: (file, seal) => checkOwn(file, seal, keys),
  });
}

async function checkOwn(
  file: ChainFile,
  seal: CheckedSeal,
  { trusted, logs }: Keys,
): Promise<VerifyProblem[]> {
  const predicate = sound(seal);
  const key = seal.envelope && trusted.get(seal.envelope.keyId);
  if (!predicate || !seal.envelope || !key) return [];
  const { checkProof } = await import('../witness/proof.ts');
  const pem = key.export({ type: 'spki', format: 'pem' }).toString();
  const verdict = checkProof(file.bytes, seal.envelope, pem, logs);
  return verdict.holds
    ? checkTime(file, predicate, verdict.time, 'the log had it at')
    : [problem(verdict.kind, file.path, verdict.message)];
}

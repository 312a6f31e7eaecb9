import { timestampPath } from '../chain.ts';
import { checkTime, verifyBeside } from './beside.ts';
import { sound } from './chain.ts';
import { timestampOf } from './locker-facts.ts';
import { problem, type VerifyProblem } from './result.ts';
import type { ChainFile, CheckedSeal } from './seals.ts';

/** Checks the time-stamps: each against its seal, and against the next seal, which names it by its hash. */
export function verifyTimestamps(
  files: readonly ChainFile[],
  seals: readonly CheckedSeal[],
  authorities: readonly string[],
): Promise<VerifyProblem[]> {
  return verifyBeside(files, seals, {
    name: 'time-stamp',
    pathOf: timestampPath,
    sequenceOf: timestampOf,
    named: ({ timestamp }) => timestamp,
    check: (file, seal) => checkOwn(file, seal, authorities),
  });
}

async function checkOwn(
  file: ChainFile,
  seal: CheckedSeal,
  authorities: readonly string[],
): Promise<VerifyProblem[]> {
  const predicate = sound(seal);
  if (!predicate || !seal.envelope) return [];
  const { checkToken } = await import('../timestamp-token.ts');
  const verdict = await checkToken(file.bytes, seal.envelope.signature, authorities);
  return verdict.holds
    ? checkTime(file, predicate, verdict.time, 'the authority first saw it at')
    : [problem(verdict.kind, file.path, verdict.message)];
}

import { sha256Of } from '../../evidence/sha256.ts';
import { type Envelope, openBundle, requireWrittenForm } from '../bundle.ts';
import { sealSequence } from '../chain.ts';
import { SealError } from '../error.ts';
import { holds } from '../public-key.ts';
import { payloadType, readStatement, type SealStatement } from '../statement.ts';
import type { KeyRing } from './keys.ts';
import { type ProblemKind, problem, type VerifyProblem } from './result.ts';

export interface ChainFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** A seal after its own checks; its neighbours have not been looked at. */
export interface CheckedSeal {
  readonly path: string;
  /** By its file name. */
  readonly sequence: number;
  readonly sha256: string;
  /** Null when the file is no seal that can be read. */
  readonly envelope: Envelope | null;
  /** Null unless the content is what was signed, by a trusted key or by one that is not known. */
  readonly statement: SealStatement | null;
  /** Null when a trusted key made it and it lies in its place. */
  readonly problem: VerifyProblem | null;
}

/** Checks each seal on its own: form, key, signature, place. Sorted by sequence. Other files are left out. */
export function checkSeals(files: readonly ChainFile[], trusted: KeyRing): CheckedSeal[] {
  return files
    .map((file) => ({ file, sequence: sealSequence(file.path.slice('chain/'.length)) }))
    .filter((seal) => seal.sequence !== null)
    .map(({ file, sequence }) => checkSeal(file, sequence ?? 0, trusted))
    .sort((a, b) => a.sequence - b.sequence);
}

function checkSeal(file: ChainFile, sequence: number, trusted: KeyRing): CheckedSeal {
  const seal = { path: file.path, sequence, sha256: sha256Of(file.bytes) };
  const fault = (kind: ProblemKind, message: string) => problem(kind, file.path, message);
  let envelope: Envelope | null = null;
  try {
    envelope = openBundle(file.bytes);
    const key = trusted.get(envelope.keyId);
    if (key && !holds(envelope.signed, envelope.signature, key)) {
      const message =
        'The seal was changed after it was signed: the signature does not fit. Its run cannot be judged.';
      return { ...seal, envelope, statement: null, problem: fault('bad-signature', message) };
    }
    requireWrittenForm(file.bytes, envelope);
    if (envelope.payloadType !== payloadType)
      throw new SealError('malformed', `"${envelope.payloadType}" is signed here, not a statement.`);
    const statement = readStatement(envelope.payload);
    return {
      ...seal,
      envelope,
      statement,
      problem: key ? misplaced(seal, statement) : unknownKey(seal, envelope),
    };
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return { ...seal, envelope, statement: null, problem: fault('malformed', error.message) };
  }
}

function misplaced(seal: { path: string; sequence: number }, statement: SealStatement): VerifyProblem | null {
  const { sequence, run } = statement.predicate;
  if (sequence === seal.sequence) return null;
  return problem(
    'moved',
    seal.path,
    `This is seal ${sequence} (of ${run}), in the place of seal ${seal.sequence}.`,
  );
}

function unknownKey(seal: { path: string }, envelope: Envelope): VerifyProblem {
  const message = `No trusted key made this seal; it names key ${envelope.keyId.slice(0, 16)}….`;
  return problem('unknown-key', seal.path, message);
}

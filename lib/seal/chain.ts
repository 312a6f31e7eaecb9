import { sha256Of } from '../evidence/sha256.ts';
import type { Locker } from '../locker/locker.ts';
import { payloadIn } from './payload.ts';
import { readStatement, type SealStatement } from './statement.ts';

/** One seal as it lies in the locker. Its signature has not been checked. */
export interface SealFile {
  readonly sequence: number;
  readonly path: string;
  /** Hash of the whole file, which the next seal names. */
  readonly sha256: string;
  readonly bytes: Buffer;
  /** Null when the file cannot be read as a seal. */
  readonly statement: SealStatement | null;
}

const sealName = /^(\d{10})\.sigstore\.json$/;
const timestampName = /^(\d{10})\.tsr$/;
const witnessName = /^(\d{10})\.rekor\.sigstore\.json$/;

/** `chain/0000000042.sigstore.json` */
export function sealPath(sequence: number): string {
  return `chain/${digits(sequence)}.sigstore.json`;
}

/** `chain/0000000042.tsr`: the time-stamp over the seal's signature. */
export function timestampPath(sequence: number): string {
  return `chain/${digits(sequence)}.tsr`;
}

/** `chain/0000000042.rekor.sigstore.json`: the proof that a public log has the seal's signature. */
export function witnessPath(sequence: number): string {
  return `chain/${digits(sequence)}.rekor.sigstore.json`;
}

/** The number in a seal's file name (without its folder); null for any other name. */
export function sealSequence(name: string): number | null {
  return sequenceIn(sealName, name);
}

/** The number in a time-stamp's file name; null for any other name. */
export function timestampSequence(name: string): number | null {
  return sequenceIn(timestampName, name);
}

/** The number in the file name of a public log's proof; null for any other name. */
export function witnessSequence(name: string): number | null {
  return sequenceIn(witnessName, name);
}

/** The newest seal; null when there is none. Reads that one file only. */
export async function chainHead(locker: Locker): Promise<SealFile | null> {
  const sequences = (await locker.names('chain/')).map(sealSequence).filter((sequence) => sequence !== null);
  return sequences.length > 0 ? await readSeal(locker, Math.max(...sequences)) : null;
}

/** The seal with that number; null when there is none. */
export async function readSeal(locker: Pick<Locker, 'read'>, sequence: number): Promise<SealFile | null> {
  const path = sealPath(sequence);
  const bytes = await locker.read(path);
  if (!bytes) return null;
  return { sequence, path, sha256: sha256Of(bytes), bytes, statement: statementIn(bytes) };
}

/** The seal of a run, looked for from the head backwards as far as runs are not older; null when there is none. */
export async function sealOfRun(
  locker: Locker,
  run: string,
  head: SealFile | null,
): Promise<SealFile | null> {
  const wanted = Date.parse(run);
  let at = head;
  while (at) {
    const found = at.statement ? Date.parse(at.statement.predicate.run) : null;
    if (found === wanted) return at;
    if (found !== null && found < wanted) return null;
    at = at.sequence > 1 ? await readSeal(locker, at.sequence - 1) : null;
  }
  return null;
}

function statementIn(bytes: Buffer): SealStatement | null {
  try {
    return readStatement(payloadIn(bytes));
  } catch {
    return null;
  }
}

function sequenceIn(pattern: RegExp, name: string): number | null {
  const sequence = Number(pattern.exec(name)?.[1]);
  return sequence > 0 ? sequence : null;
}

function digits(sequence: number): string {
  return String(sequence).padStart(10, '0');
}

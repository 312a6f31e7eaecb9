import type { DriftDocument } from '../drift/event.ts';
import { runFolder } from '../locker/keys.ts';
import type { Locker } from '../locker/locker.ts';
import { chainHead, sealOfRun } from '../seal/chain.ts';
import type { Seal } from '../seal/seal.ts';
import type { FindingsDocument } from './findings-document.ts';
import { readFindings } from './read-findings.ts';

/** A run that is over: what it concluded, what changed, and its seal. */
export interface SealedRun {
  readonly findings: FindingsDocument;
  readonly drift: DriftDocument;
  readonly seal: Pick<Seal, 'sequence' | 'path' | 'sha256'>;
  /** When a later start ended it, where it was cut off; else null. */
  readonly endedLate: string | null;
}

/** A sealed run, or null when there is no such run or it has no seal. */
export async function readSealed(locker: Locker, run: string): Promise<SealedRun | null> {
  const seal = await sealOfRun(locker, run, await chainHead(locker));
  const findings = seal && (await readFindings(locker, run));
  if (!findings) return null;
  const { sequence, path, sha256, statement } = seal;
  const endedLate = statement?.predicate.endedLate?.at ?? null;
  return { findings, drift: await readDrift(locker, findings), seal: { sequence, path, sha256 }, endedLate };
}

/** What changed in a finished run. Throws when that is missing: it would read as a night on which nothing did. */
export async function readDrift(
  locker: Locker,
  { run, drift }: Pick<FindingsDocument, 'run' | 'drift'>,
): Promise<DriftDocument> {
  const key = `${runFolder(run)}/${drift.path}`;
  const bytes = await locker.read(key);
  if (!bytes) throw new Error(`${key} is missing from the locker. See what else is: exhibit verify.`);
  return JSON.parse(bytes.toString('utf8')) as DriftDocument;
}

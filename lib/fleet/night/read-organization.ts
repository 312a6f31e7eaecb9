import type { DriftDocument } from '../../drift/event.ts';
import { isObjection } from '../../drift/event.ts';
import { isWhole } from '../../evidence/document.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import { runFolder } from '../../locker/keys.ts';
import type { Locker } from '../../locker/locker.ts';
import type { FindingsDocument } from '../../runs/findings-document.ts';
import { chainHead, readSeal, type SealFile, sealOfRun } from '../../seal/chain.ts';
import { parseSums, sumsName } from '../../seal/sums.ts';
import type { Head, NightCounts, OrganizationLine, Trouble } from './night.ts';

/** What an organization's locker says of itself. */
export type Seen = Pick<OrganizationLine, 'organization' | 'outcome' | 'head' | 'night' | 'problem'>;

/**
 * Reads from an organization's own locker what came of a run: its newest seal, and what is sealed of that run. Whatever its
 * process said counts for nothing.
 * @param last the head that the fleet sealed last; a chain that does not hold it any more was changed
 */
export async function readOrganization(locker: Locker, run: string, last: Head | null): Promise<Seen> {
  const newest = await chainHead(locker);
  const organization = newest?.statement?.predicate.origin.locker ?? null;
  const none = { organization, outcome: 'none', night: null } as const;
  const problem = await chainProblem(locker, last, newest);
  if (problem) return { ...none, head: last, problem };
  const head = newest && headOf(newest);
  const seal = await sealOfRun(locker, run, newest);
  if (!seal?.statement) return { ...none, head, problem: null };
  const night = await sealedCounts(locker, run, seal);
  const { status: outcome } = seal.statement.predicate;
  if (night === null) return { organization, outcome, head, night, problem: unreadable(run) };
  return { organization, outcome, head, night, problem: outcome === 'complete' ? null : partly(night) };
}

/** What is wrong with a chain that the fleet sealed up to `last`; null where it still holds that. */
export async function chainProblem(
  locker: Locker,
  last: Head | null,
  newest: SealFile | null,
): Promise<Trouble | null> {
  if (!last || (await hashAt(locker, last.sequence, newest)) === last.sha256) return null;
  return changed(last, newest);
}

async function hashAt(locker: Locker, sequence: number, newest: SealFile | null): Promise<string | null> {
  if (newest?.sequence === sequence) return newest.sha256;
  return (await readSeal(locker, sequence))?.sha256 ?? null;
}

function headOf({ sequence, sha256, statement }: SealFile): Head {
  return { sequence, run: statement?.predicate.run ?? null, sha256 };
}

function changed({ sequence, sha256 }: Head, newest: SealFile | null): Trouble {
  const there = newest ? `the newest one here is number ${newest.sequence}` : 'there is none here';
  return {
    code: 'changed',
    message: `The fleet has sealed its chain up to number ${sequence} (sha256 ${sha256}), which is gone; ${there}. \`exhibit fleet verify\` says what else is wrong.`,
  };
}

function unreadable(run: string): Trouble {
  return {
    code: 'unreadable',
    message: `The run of ${run} is sealed, and what it concluded is not what was sealed, or is not there. \`exhibit fleet verify\` says what is wrong.`,
  };
}

function partly({ datasets: { all, whole } }: NightCounts): Trouble {
  return { code: 'collected', message: `${whole} of ${all} datasets were collected completely.` };
}

/** What the sealed files of a run say; null where one is not there or not what was sealed. */
export async function sealedCounts(
  locker: Pick<Locker, 'read'>,
  run: string,
  seal: SealFile,
): Promise<NightCounts | null> {
  const folder = runFolder(run);
  const list = await locker.read(`${folder}/${sumsName}`);
  if (!list || sha256Of(list) !== seal.statement?.subject[0].digest.sha256) return null;
  const sums = new Map(parseSums(list).map(({ path, sha256 }) => [path, sha256]));
  const sealed = async (path: string): Promise<unknown> => {
    const bytes = await locker.read(`${folder}/${path}`);
    return bytes && sha256Of(bytes) === sums.get(path) ? JSON.parse(bytes.toString('utf8')) : null;
  };
  const findings = (await sealed('findings.json')) as FindingsDocument | null;
  const drift = findings && ((await sealed(findings.drift.path)) as DriftDocument | null);
  return findings && drift && countsOf(findings, drift);
}

export function countsOf(
  { controls, datasets, notJudged }: FindingsDocument,
  { events }: Pick<DriftDocument, 'events'>,
): NightCounts {
  const count = (wanted: string) => controls.filter(({ verdict }) => verdict === wanted).length;
  return {
    controls: {
      pass: count('pass'),
      fail: count('fail'),
      unknown: count('unknown'),
      notJudged: notJudged.length,
    },
    datasets: { whole: datasets.filter(isWhole).length, all: datasets.length },
    objections: events.filter(isObjection).length,
  };
}

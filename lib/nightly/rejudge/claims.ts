import type { EvidenceDocument } from '../../evidence/document.ts';
import { runFolder } from '../../locker/keys.ts';
import type { LockerContent } from '../../locker/locker.ts';
import { readFindings } from '../../runs/read-findings.ts';
import { readEvidence } from '../../runs/run-history.ts';
import { parseSums, sumsName } from '../../seal/sums.ts';

/**
 * Files of a run that are not those that its findings and its evidence documents speak of, by the list that was sealed:
 * relative to the run's folder.
 * @param evidence the run's evidence documents, as `connection/dataset`
 */
export async function filesNotClaimed(
  locker: LockerContent,
  run: string,
  evidence: readonly string[],
): Promise<readonly string[]> {
  const list = await locker.read(`${runFolder(run)}/${sumsName}`);
  const sealed = new Map(parseSums(list ?? '').map(({ path, sha256 }) => [path, sha256]));
  const claims = await claimsOf(locker, run, evidence);
  return claims.filter(({ path, sha256 }) => sealed.get(path) !== sha256).map(({ path }) => path);
}

const documents = new Set(['plan.json', 'standard.json', 'findings.json']);
/** What an attempt leaves under the name of another's has a number, from 2 on. */
const ofRun = /^(findings|drift)(?:\.([2-9]|[1-9]\d+))?(\.ndjson|\.json)$/;
const ofDataset = /^([^/]+\/[^/.]+)(?:\.([2-9]|[1-9]\d+))?(\.ndjson|\.raw\.ndjson\.gz)$/;

/** Files of a run of which it says nothing: relative to the run's folder. */
export interface Unclaimed {
  /** By their names, nothing of the run. */
  readonly unlisted: readonly string[];
  /** What an attempt left that was cut off: it lies beside what counts, under that name with a number. */
  readonly leftOver: readonly string[];
}

/** @param evidence the run's evidence documents, as `connection/dataset` */
export async function filesOfNothing(
  locker: LockerContent,
  run: string,
  evidence: readonly string[],
): Promise<Unclaimed> {
  const list = await locker.read(`${runFolder(run)}/${sumsName}`);
  const paths = new Set(parseSums(list ?? '').map(({ path }) => path));
  const claimed = new Set([
    ...documents,
    ...evidence.map((name) => `${name}.json`),
    ...(await claimsOf(locker, run, evidence)).map(({ path }) => path),
  ]);
  const datasets = new Set(evidence);
  const rest = [...paths].filter((path) => !claimed.has(path));
  const isLeft = (path: string): boolean => isLeftOver(path, paths, datasets);
  return { unlisted: rest.filter((path) => !isLeft(path)), leftOver: rest.filter(isLeft) };
}

/** A number is taken where all before it were. */
function isLeftOver(path: string, paths: ReadonlySet<string>, datasets: ReadonlySet<string>): boolean {
  const found = ofRun.exec(path) ?? ofDataset.exec(path);
  if (!found) return false;
  const [, stem = '', number = '1', ending = ''] = found;
  const before = Number(number) === 2 ? `${stem}${ending}` : `${stem}.${Number(number) - 1}${ending}`;
  return (number === '1' || paths.has(before)) && (!stem.includes('/') || datasets.has(stem));
}

interface Claim {
  readonly path: string;
  readonly sha256: string;
}

async function claimsOf(locker: LockerContent, run: string, evidence: readonly string[]): Promise<Claim[]> {
  const findings = await readFindings(locker, run);
  const claims: Claim[] = findings ? [findings.findings, findings.drift] : [];
  for (const name of evidence) {
    const [connection = '', dataset = ''] = name.split('/');
    const document = await readEvidence(locker, run, connection, dataset);
    claims.push(...filesOf(document).map(({ path, sha256 }) => ({ path: `${connection}/${path}`, sha256 })));
  }
  return claims;
}

function filesOf(document: EvidenceDocument | null): Claim[] {
  return [document?.records, document?.raw].filter((file) => file !== null && file !== undefined);
}

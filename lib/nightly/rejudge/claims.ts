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

const own = /^(plan\.json|standard\.json|findings\.json|findings(\.\d+)?\.ndjson|drift(\.\d+)?\.json)$/;
const ofDataset = /^([^/]+\/[^/.]+)(\.json|(\.\d+)?\.(ndjson|raw\.ndjson\.gz))$/;

/**
 * Files of a run that nothing in it speaks of: relative to the run's folder. What an attempt left that was cut off lies
 * beside what counts, under the name of its dataset.
 * @param evidence the run's evidence documents, as `connection/dataset`
 */
export async function filesOfNothing(
  locker: LockerContent,
  run: string,
  evidence: readonly string[],
): Promise<readonly string[]> {
  const list = await locker.read(`${runFolder(run)}/${sumsName}`);
  const datasets = new Set(evidence);
  return parseSums(list ?? '')
    .map(({ path }) => path)
    .filter((path) => !own.test(path) && !datasets.has(ofDataset.exec(path)?.[1] ?? ''));
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

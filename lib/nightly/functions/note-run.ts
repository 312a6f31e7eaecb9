import { runFolder } from '../../locker/keys.ts';
import type { Locker } from '../../locker/locker.ts';
import type { WorkStore } from '../../locker/open.ts';
import type { FindingsDocument } from '../../runs/findings-document.ts';
import { readFindings } from '../../runs/read-findings.ts';
import { readEvidence } from '../../runs/run-history.ts';
import { readDrift } from '../../runs/sealed-run.ts';
import { storeOnce } from '../../runs/write-once.ts';
import { type IndexedRecords, indexFiles } from '../../tables/index-files.ts';

/** So many files are on their way at a time. */
const together = 8;

/**
 * Tells Athena of a night that was concluded: where its findings and records lie, and what its small tables hold. May be done
 * again at any time: what is told already stands. Gives how many files that are; none for a night that is not concluded.
 */
export async function noteRun(
  locker: Locker,
  index: Pick<WorkStore, 'create'>,
  run: string,
): Promise<number> {
  const findings = await readFindings(locker, run);
  if (!findings) return 0;
  const night = {
    findings,
    drift: await readDrift(locker, findings),
    standard: await standardOf(locker, findings),
    records: await recordsOf(locker, findings),
  };
  const files = indexFiles(night, locker.location);
  for (let at = 0; at < files.length; at += together)
    await Promise.all(files.slice(at, at + together).map(({ key, text }) => storeOnce(index, key, text)));
  return files.length;
}

async function standardOf(locker: Locker, { run, standard }: FindingsDocument): Promise<string | null> {
  const bytes = standard ? await locker.read(`${runFolder(run)}/${standard.path}`) : null;
  return bytes?.toString('utf8').trimEnd() ?? null;
}

/** Of each dataset the file that its document names: an earlier attempt may have left another. */
async function recordsOf(
  locker: Locker,
  { run, datasets }: FindingsDocument,
): Promise<readonly IndexedRecords[]> {
  const found: IndexedRecords[] = [];
  for (const { connection, dataset, completeness } of datasets) {
    const { records } = (await readEvidence(locker, run, connection, dataset)) ?? {};
    if (records && records.count > 0)
      found.push({ connection, dataset, completeness, path: `${connection}/${records.path}` });
  }
  return found;
}

import type { Connection } from '../../config/configuration.ts';
import { canonicalDocument } from '../../evidence/canonical.ts';
import type { EvidenceDocument } from '../../evidence/document.ts';
import { runFolder } from '../../locker/keys.ts';
import { storeBeside, storeOnce } from '../../runs/write-once.ts';
import type { StepContext } from '../run-context.ts';
import type { CollectedDataset } from './dataset-collection.ts';

/**
 * Stores a dataset, its document last. Where another attempt at the same run was quicker with the document, its dataset
 * stands and this one is left.
 */
export async function storeDataset(
  { locker, run }: Pick<StepContext, 'locker' | 'run'>,
  connection: Connection,
  collected: CollectedDataset,
): Promise<void> {
  const folder = `${runFolder(run)}/${connection.id}`;
  const stem = `${folder}/${collected.document.dataset}`;
  // Asked again, because collecting may have taken long: files that no document names would only stay as a riddle.
  if (await locker.exists(`${stem}.json`)) return;
  const { records, raw } = collected;
  const nameOf = (key: string): string => key.slice(folder.length + 1);
  const stored = async (ending: string, file: NonNullable<typeof raw>) => ({
    path: nameOf(await storeBeside(locker, stem, ending, { file: file.path, sha256: file.sha256 })),
    sha256: file.sha256,
    bytes: file.bytes,
  });
  const document: EvidenceDocument = {
    ...collected.document,
    raw: raw ? await stored('raw.ndjson.gz', raw) : null,
    records: records
      ? { ...(await stored('ndjson', records)), count: records.count, order: collected.order }
      : null,
  };
  await storeOnce(locker, `${stem}.json`, canonicalDocument(document));
}

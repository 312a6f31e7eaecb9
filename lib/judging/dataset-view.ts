import type { EvidenceDocument } from '../evidence/document.ts';
import type { DatasetView } from './control.ts';

/** So many records are handed over at once. */
export const batchSize = 512;

/** A dataset whose records are read by whoever wants them, without sharing. */
export function datasetView<Row>(
  document: EvidenceDocument,
  records: () => Iterable<Row>,
  earlier: (since: string) => Iterable<Row> = () => [],
): DatasetView<Row> {
  return { document, records, batches: () => inBatches(records()), earlier };
}

/** Rows in lists of `size`, the last one shorter. */
export function* inBatches<Row>(rows: Iterable<Row>, size: number = batchSize): Generator<readonly Row[]> {
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

import type { DataPart } from './files.ts';
import type { ReportSources } from './model.ts';
import { packRecord } from './pack-records.ts';
import { type RecordFile, recordTextPerFile } from './page-data.ts';
import type { RecordLinks } from './record-links.ts';

/** A dataset's records, as many to a file as keep it quick to load. Returns the place of each file's first record. */
export async function* recordFiles(
  dataset: number,
  sources: ReportSources,
  links: RecordLinks,
): AsyncGenerator<DataPart, readonly number[]> {
  const starts: number[] = [];
  let rows: RecordFile['rows'][number][] = [];
  let size = 0;
  let place = 0;
  const part = (): DataPart => {
    const value: RecordFile = { rows };
    starts.push(place - rows.length);
    return { name: `records/${dataset}/${starts.length - 1}`, value };
  };
  for await (const record of sources.records(dataset)) {
    const row = packRecord(record);
    links.add(dataset, place, record.spans.at(-1)?.line ?? '');
    rows.push(row);
    place++;
    size += JSON.stringify(row).length;
    if (size >= recordTextPerFile) {
      yield part();
      rows = [];
      size = 0;
    }
  }
  if (rows.length > 0) yield part();
  return starts;
}

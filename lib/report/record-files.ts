import { accountText } from './account-text.ts';
import type { ShownAccount as ReportAccount } from './accounts.ts';
import type { ReportSources } from './model.ts';
import { recordTextPerFile } from './page-data.ts';
import type { RecordLinks } from './record-links.ts';
import type { DataPart } from './report-file.ts';

/** A dataset's records, as many to a file as keep it quick to load. Returns the place of each file's first record. */
export async function* recordFiles(
  dataset: number,
  sources: ReportSources,
  links: RecordLinks,
  report: ReportAccount | null,
): AsyncGenerator<DataPart, readonly number[]> {
  const starts: number[] = [];
  let rows: string[] = [];
  let size = 0;
  let place = 0;
  const part = (): DataPart => {
    starts.push(place - rows.length);
    return { name: `records/${dataset}/${starts.length - 1}`, json: `{"rows":[${rows.join()}]}` };
  };
  for await (const { row, newest, last } of sources.records(dataset)) {
    links.add(dataset, place, newest);
    report?.(place, accountText(newest), last, newest);
    rows.push(row);
    place++;
    size += row.length;
    if (size >= recordTextPerFile) {
      yield part();
      rows = [];
      size = 0;
    }
  }
  if (rows.length > 0) yield part();
  return starts;
}

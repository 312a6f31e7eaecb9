import { type Dataset, keyOfLine } from '../../evidence/dataset.ts';
import { recordLine } from '../../evidence/line.ts';
import { seenIds } from '../../evidence/seen-ids.ts';
import type { Secrets } from '../../http/redact.ts';
import { sortedFile } from '../../locker/sorted-file.ts';

/** So many lines are searched for secrets at once: a search of each costs more than what is searched. */
const searchedTogether = 256;

/** Sorts, counts and checks the records of one dataset as they come, and blanks out secrets in them. */
export function collectedRecords<Row extends object>(dataset: Dataset<Row>, path: string, secrets: Secrets) {
  const keyOf = (line: string): string => keyOfLine(dataset, line);
  const file = sortedFile(path, keyOf);
  const ids = dataset.id ? seenIds() : undefined;
  const strata: Record<string, number> = {};
  const twice: string[] = [];
  let [count, idDuplicates] = [0, 0];
  const isNew = (row: Row): boolean => {
    const id = dataset.id?.(row);
    if (id === undefined || !ids?.seen(id)) return true;
    idDuplicates++;
    if (twice.length < 3) twice.push(id);
    return false;
  };
  /** The key as it will be found again in the line: a secret or half a character may have been replaced. */
  const write = (row: Row, line: string, mayHold: boolean): void => {
    const clean = mayHold && secrets.holds(line) ? recordLine(secrets.redactTexts(row)) : line;
    const key = dataset.key(row);
    file.add(key.isWellFormed() && clean === line ? key : keyOf(clean), clean);
    count++;
    for (const stratum of dataset.strata(row)) strata[stratum] = (strata[stratum] ?? 0) + 1;
  };
  return {
    count: () => count,
    add(rows: readonly Row[]): void {
      for (let at = 0; at < rows.length; at += searchedTogether) {
        const fresh = rows.slice(at, at + searchedTogether).filter(isNew);
        const lines = fresh.map(recordLine);
        const oneHolds = secrets.holds(lines.join('\n'));
        fresh.forEach((row, index) => {
          write(row, lines[index] ?? '', oneHolds);
        });
      }
    },
    finish() {
      const result = file.finish();
      const duplicateKeys = [...twice, ...result.duplicateKeys];
      return { ...result, strata, duplicates: result.duplicates + idDuplicates, duplicateKeys };
    },
  };
}

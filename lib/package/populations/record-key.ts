import type { AnyDataset } from '../../evidence/dataset.ts';

/** What is to be known of a dataset, by the provider's id and the dataset's name; null for one that is not known. */
export type DatasetLookup = (provider: string, dataset: string) => AnyDataset | null;

/** By what a line's record is known. */
export type KeyReader = (line: string) => {
  readonly key: string;
  /** The fields that it was read from; null where the whole line may matter. */
  readonly fields: ReadonlySet<string> | null;
};

/** A dataset that this version does not know is told apart by its lines, which at least are in some order. */
export function keyReader<Row>(key: ((row: Row) => string) | null): KeyReader {
  if (!key) return (line) => ({ key: line, fields: null });
  return (line) => {
    const fields = new Set<string>();
    const row: Row = JSON.parse(line);
    const found: unknown = key(isObject(row) ? watched(row, fields) : row);
    return typeof found === 'string' ? { key: found, fields } : { key: line, fields: null };
  };
}

function isObject<Row>(row: Row): row is Row & object {
  return typeof row === 'object' && row !== null;
}

/** The row, noting which of its fields somebody reads. */
function watched<Row extends object>(row: Row, fields: Set<string>): Row {
  return new Proxy(row, {
    get(target, name) {
      fields.add(String(name));
      return Reflect.get(target, name);
    },
  });
}

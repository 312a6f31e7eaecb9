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
export function keyReader(key: ((row: never) => string) | null): KeyReader {
  if (!key) return (line) => ({ key: line, fields: null });
  return (line) => {
    const fields = new Set<string>();
    const row = JSON.parse(line) as unknown;
    const found = key((isObject(row) ? watched(row, fields) : row) as never);
    return typeof found === 'string' ? { key: found, fields } : { key: line, fields: null };
  };
}

function isObject(row: unknown): row is object {
  return typeof row === 'object' && row !== null;
}

/** The row, noting which of its fields somebody reads. */
function watched(row: object, fields: Set<string>): object {
  return new Proxy(row, {
    get(target, name) {
      fields.add(String(name));
      return Reflect.get(target, name);
    },
  });
}

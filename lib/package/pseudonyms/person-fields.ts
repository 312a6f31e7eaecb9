import type { AnyDataset } from '../../evidence/dataset.ts';

/** Words of a provider that stand where a name could, and name nobody. */
const nobody = new Set(['<root_account>']);

type Change = (identifier: string) => string;

/** Calls `change` with everything in a record that names a person, and puts its answer there. */
export function changePeople({ people }: AnyDataset, row: unknown, change: Change): unknown {
  return people.reduce((changed: unknown, path) => changeAt(changed, path, change), row);
}

function changeAt(value: unknown, path: string, change: Change): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const [, name = '', list, rest] = /^(\w+)(\[\])?(?:\.(.+))?$/.exec(path) ?? [];
  const record = value as Record<string, unknown>;
  if (!(name in record)) return value;
  const field = record[name];
  const one = (item: unknown): unknown =>
    rest === undefined ? changed(item, change) : changeAt(item, rest, change);
  const isList = list !== undefined && Array.isArray(field);
  return { ...record, [name]: isList ? field.map(one) : list === undefined ? one(field) : field };
}

function changed(value: unknown, change: Change): unknown {
  return typeof value === 'string' && value !== '' && !nobody.has(value) ? change(value) : value;
}

/** Every text in a value, also in its lists and objects, changed. Names of fields stay. */
export function changeTexts(value: unknown, change: Change): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => changeTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, changeTexts(field, change)]));
}

import type { AnyDataset } from './dataset.ts';

/** Every text in a record that names a person, as `people` of its dataset says. */
export function personsIn({ people }: Pick<AnyDataset, 'people'>, row: unknown): readonly string[] {
  return people.flatMap((path) => textsAt(row, path.replaceAll('[]', '').split('.')));
}

/** Lists on the way are gone through, whatever the path says of them. */
function textsAt(value: unknown, [name, ...rest]: readonly string[]): readonly string[] {
  if (Array.isArray(value))
    return value.flatMap((item) => textsAt(item, name === undefined ? [] : [name, ...rest]));
  if (name === undefined) return typeof value === 'string' && value !== '' ? [value] : [];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  return textsAt((value as Record<string, unknown>)[name], rest);
}

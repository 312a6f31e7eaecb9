import { canonicalText } from '../../evidence/canonical.ts';

/** One thing that differs between two standards. */
export interface Leaf {
  /** Names and places from the top, of the newer standard where it is there, else of the older. */
  readonly path: readonly (string | number)[];
  /** The names on the way as they tell what it is: of a list's element, its natural key. */
  readonly names: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/** By what an element of a list is the same element in another standard; null for lists that are values of their own. */
export type NaturalKey = (names: readonly string[], element: unknown) => string | null;

type Place = Pick<Leaf, 'path' | 'names'>;

/** All leaves that differ, and all elements of lists that one side lacks, in the order of the newer standard. */
export function differences(before: unknown, after: unknown, keyOf: NaturalKey): Leaf[] {
  return compare({ path: [], names: [] }, before, after, keyOf);
}

function compare(place: Place, before: unknown, after: unknown, keyOf: NaturalKey): Leaf[] {
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(place, before, after, keyOf);
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(after), ...Object.keys(before)])].sort();
    return names.flatMap((name) => compare(inside(place, name, name), before[name], after[name], keyOf));
  }
  return isSame(before, after) ? [] : [{ ...place, before, after }];
}

function compareLists(
  place: Place,
  before: readonly unknown[],
  after: readonly unknown[],
  keyOf: NaturalKey,
): Leaf[] {
  const keyed = (list: readonly unknown[]) =>
    new Map(
      list.map((element, at) => [keyOf(place.names, element) ?? canonicalText(element), { element, at }]),
    );
  const [was, is] = [keyed(before), keyed(after)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key) => {
    const [from, to] = [was.get(key), is.get(key)];
    const here = inside(place, to?.at ?? from?.at ?? 0, key);
    return from && to
      ? compare(here, from.element, to.element, keyOf)
      : [{ ...here, before: from?.element, after: to?.element }];
  });
}

function inside({ names, path }: Place, step: string | number, name: string): Place {
  return { path: [...path, step], names: [...names, name] };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one === other || canonicalText(one) === canonicalText(other);
}

/** RFC 6901. */
export function pointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

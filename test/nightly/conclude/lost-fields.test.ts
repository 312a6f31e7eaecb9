import { beforeAll, expect, test } from '@jest/globals';
import type { AnyDataset } from '../../../lib/evidence/dataset.ts';
import { datasetOf } from '../../../lib/providers/dataset-of.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import fc, { runs } from '../../properties.ts';
import {
  asRead,
  gained,
  judged,
  type List,
  type Night,
  nightsIn,
  tellingNights,
  type Verdicts,
} from './demo-nights.ts';

/** Names from the record's own down to the field; `*` for each item of a list. */
type Path = readonly string[];

/** `null`: the provider did not say. `gone`: the field is not in the record. `word`: it says something that nobody knows. */
const ways = ['null', 'gone', 'word'] as const;
type Way = (typeof ways)[number];

interface Losable {
  readonly path: Path;
  readonly ways: readonly Way[];
}

/** A text that has no more values than this in a whole list is one of a provider's words. */
const mostWords = 8;

interface Loss {
  readonly path: Path;
  readonly way: Way;
  /** Which of the rows lose it, by the same numbers in turn. */
  readonly hit: readonly boolean[];
}

/** A field that is itself a doubt: nothing else says it, and a record without it is one of which nobody doubts anything. */
const doubts = ['onepassword/vault-access uncertain', 'onepassword/vault-access members.*.uncertain'];

let nights: readonly Night[] = [];
let folder = '';

beforeAll(async () => {
  folder = await temporaryFolder();
  nights = await nightsIn(folder);
});

function pathsIn(value: unknown, above: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, [...above, '*']));
  return Object.entries(value).flatMap(([name, field]) => {
    const path = [...above, name];
    return [path, ...pathsIn(field, path)];
  });
}

function without(value: unknown, [name = '', ...below]: Path, way: Way): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (name === '*') return Array.isArray(value) ? value.map((item) => without(item, below, way)) : value;
  if (!(name in value)) return value;
  const { [name]: field, ...others } = value as Record<string, unknown>;
  if (below.length > 0) return { ...value, [name]: without(field, below, way) };
  if (way === 'gone') return others;
  if (way === 'null') return { ...value, [name]: null };
  return { ...value, [name]: typeof field === 'string' ? 'a word of tomorrow' : field };
}

function valuesAt(value: unknown, [name, ...below]: Path): readonly unknown[] {
  if (name === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (name === '*') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, below)) : [];
  return valuesAt((value as Record<string, unknown>)[name], below);
}

function waysOf(rows: readonly unknown[], path: Path): readonly Way[] {
  const texts = rows.flatMap((row) => valuesAt(row, path)).filter((value) => typeof value === 'string');
  const isWord = texts.length > 0 && new Set(texts).size <= mostWords;
  return isWord ? ways : ['null', 'gone'];
}

/** The fields that a record may be without and still be recorded: not those that it is known by. */
function losable({ document: { connection, dataset, provider }, rows }: List): readonly Losable[] {
  const is = datasetOf(provider, dataset) as AnyDataset | null;
  if (is === null) throw new Error(`There is no dataset ${provider}/${dataset}.`);
  const paths = new Map(rows.flatMap((row) => pathsIn(row)).map((path) => [path.join('.'), path]));
  const isKnownBy = (path: Path) =>
    rows.some((row) => nameOf(is, row) !== nameOf(is, without(row, path, 'gone')));
  return [...paths]
    .filter(([name, path]) => !doubts.includes(`${connection}/${dataset} ${name}`) && !isKnownBy(path))
    .map(([, path]) => ({ path, ways: waysOf(rows, path) }));
}

function nameOf({ id, key }: AnyDataset, row: unknown): string {
  try {
    return `${key(row as never)} ${id?.(row as never)}`;
  } catch {
    return '';
  }
}

function lossy({ document, rows }: List, loss: Loss | undefined) {
  if (!loss) return asRead(document, rows);
  const { hit, path, way } = loss;
  return asRead(
    document,
    rows.map((row, at) => (hit[at % hit.length] ? without(row, path, way) : row)),
  );
}

function judgedAfter(night: Night, loss: (list: number) => Loss | undefined): Verdicts {
  return judged(
    night,
    night.lists.map((list, at) => lossy(list, loss(at))),
    folder,
  );
}

const indices = tellingNights.map((_, at) => at);

/** The first field of all lists, then the second of all, and so on: what speaks of one provider is not hidden by another's loss. */
test.each(indices)(
  'A field that every record of a list is without makes nothing pass (night %#)',
  (index) => {
    const night = nights[index] as Night;
    const whole = judgedAfter(night, () => undefined);
    const fields = night.lists.map(losable);
    const most = Math.max(...fields.map(({ length }) => length));
    const found = ways.flatMap((way) =>
      Array.from({ length: most }, (_, place) => {
        const lossOf = (list: number): Loss | undefined => {
          const field = fields[list]?.[place];
          return field?.ways.includes(way) ? { path: field.path, way, hit: [true] } : undefined;
        };
        return gained(whole, judgedAfter(night, lossOf)).map((what) => `${way}, field ${place}: ${what}`);
      }).flat(),
    );
    expect(found).toEqual([]);
  },
);

test.each(indices)(
  'A field that some records of one list are without makes nothing pass (night %#)',
  (index) => {
    const night = nights[index] as Night;
    const whole = judgedAfter(night, () => undefined);
    const fields = night.lists.flatMap((list, at) =>
      losable(list).flatMap((one) => one.ways.map((way) => ({ at, path: one.path, way }))),
    );
    const losses = fc.record({
      field: fc.constantFrom(...fields),
      hit: fc.oneof(fc.constant([true]), fc.array(fc.boolean(), { minLength: 1, maxLength: 12 })),
    });
    fc.assert(
      fc.property(losses, ({ field: { at, path, way }, hit }) => {
        const lossOf = (list: number) => (list === at ? { path, way, hit } : undefined);
        expect(gained(whole, judgedAfter(night, lossOf))).toEqual([]);
      }),
      runs(40),
    );
  },
);

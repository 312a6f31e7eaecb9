import { beforeAll, expect, test } from '@jest/globals';
import type { RunDataset } from '../../../lib/nightly/conclude/views.ts';
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

/** What becomes of lists: by the place of each, which of its rows are left (by the same numbers in turn); null where it failed. */
type Loss = ReadonlyMap<number, readonly boolean[] | null>;

let nights: readonly Night[] = [];
let folder = '';

beforeAll(async () => {
  folder = await temporaryFolder();
  nights = await nightsIn(folder);
});

function lossy({ document, rows }: List, kept: readonly boolean[] | null | undefined): RunDataset {
  if (kept === undefined) return asRead(document, rows);
  if (kept === null) {
    const problem = { code: 'denied', message: 'It was refused.' } as const;
    return asRead({ ...document, completeness: 'failed', problem, records: null }, []);
  }
  const left = rows.filter((_, at) => kept[at % kept.length]);
  const problem = { code: 'truncated', message: 'The list was cut short.' } as const;
  return asRead({ ...document, completeness: 'partial', problem }, left);
}

function judgedAfter(night: Night, loss: Loss): Verdicts {
  const datasets = night.lists.map((list, at) => lossy(list, loss.get(at)));
  return judged(night, datasets, folder);
}

const lossOf = ({ lists }: Night): fc.Arbitrary<Loss> =>
  fc
    .array(
      fc.tuple(
        fc.nat(lists.length - 1),
        fc.option(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), { freq: 4 }),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((losses) => new Map(losses));

const indices = tellingNights.map((_, at) => at);

test.each(indices)(
  'Of which any one is cut short or refused, no list makes anything pass (night %#)',
  (at) => {
    const night = nights[at] as Night;
    const whole = judgedAfter(night, new Map());
    const ways = [null, [false], [true, false], [false, true]];
    const found = night.lists.flatMap(({ document: { connection, dataset } }, list) =>
      ways.flatMap((kept) =>
        gained(whole, judgedAfter(night, new Map([[list, kept]]))).map(
          (what) => `${connection}/${dataset}: ${what}`,
        ),
      ),
    );
    expect(found).toEqual([]);
  },
);

test.each(indices)('Several that are cut short make nothing pass (night %#)', (at) => {
  const night = nights[at] as Night;
  const whole = judgedAfter(night, new Map());
  fc.assert(
    fc.property(lossOf(night), (loss) => expect(gained(whole, judgedAfter(night, loss))).toEqual([])),
    runs(10),
  );
});

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { nightTime, startDemo } from '../../../demo/demo.ts';
import { demoNight } from '../../../lib/cli/demo-night.ts';
import { openConfiguration } from '../../../lib/cli/open.ts';
import type { EvidenceDocument } from '../../../lib/evidence/document.ts';
import { datasetView } from '../../../lib/judging/dataset-view.ts';
import type { Finding } from '../../../lib/judging/finding.ts';
import type { Standard } from '../../../lib/judging/standard.ts';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import { judgeAll } from '../../../lib/nightly/conclude/judge-all.ts';
import { loadDatasets, type RunDataset } from '../../../lib/nightly/conclude/views.ts';
import { readPlan } from '../../../lib/nightly/plan/plan.ts';
import { datasetOf } from '../../../lib/providers/dataset-of.ts';
import { runId } from '../../../lib/runs/run-id.ts';
import { readStandard } from '../../../lib/runs/standard.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import fc, { runs } from '../../properties.ts';

/** One night of the demonstration company as it was collected, every list with its rows. */
interface Night {
  readonly run: string;
  readonly standard: Standard;
  readonly lists: readonly List[];
}

interface List {
  readonly document: EvidenceDocument;
  readonly rows: readonly unknown[];
}

/** What becomes of lists: by the place of each, which of its rows are left (by the same numbers in turn); null where it failed. */
type Loss = ReadonlyMap<number, readonly boolean[] | null>;

/** On the last one most that fails in the company does; on the other what is over by then. */
const numbers = [16, 30];
const nights: Night[] = [];
let folder = '';

beforeAll(async () => {
  folder = await temporaryFolder();
  for (const number of numbers) nights.push(await nightOf(number));
});

async function nightOf(number: number): Promise<Night> {
  const own = mkdtempSync(join(folder, 'night-'));
  const demo = await startDemo({ folder: own, now: () => nightTime(number), night: number });
  try {
    const config = join(own, 'exhibit.yaml');
    writeFileSync(config, demo.configuration('./evidence'));
    const configuration = await openConfiguration({ config });
    const collector = { version: '0.0.0', commit: null, node: 'v24', trigger: 'schedule', by: null } as const;
    await demoNight({ demo, configuration, number, collector });
  } finally {
    await demo.close();
  }
  return await readNight(join(own, 'evidence'), runId(nightTime(number)));
}

async function readNight(location: string, run: string): Promise<Night> {
  const locker = openFolderLocker(location);
  const standard = await readStandard(locker, run);
  const plan = await readPlan(locker, run);
  if (!standard || !plan) throw new Error('The night has no plan.');
  const collector = { version: '', commit: null, node: '', trigger: 'manual', by: null } as const;
  const source = { locker, run, standard, datasets: plan.datasets, earlier: [], scratch: folder };
  const loaded = await loadDatasets({ ...source, now: () => new Date(run), collector });
  const lists = loaded.map(({ document, view }) => ({ document, rows: [...view.records()] }));
  for (const one of loaded) one.close();
  await locker.close();
  return { run, standard, lists };
}

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

function asRead(document: EvidenceDocument, rows: readonly unknown[]): RunDataset {
  const population = { ...document.population, records: rows.length };
  const view = datasetView({ ...document, population }, () => rows);
  return { document: { ...document, population }, path: null, view, close: () => {} };
}

interface Verdicts {
  /** By control and key. */
  readonly subjects: ReadonlyMap<string, Finding>;
  readonly controls: ReadonlyMap<string, string>;
}

function judged({ lists, run, standard }: Night, loss: Loss): Verdicts {
  const scratch = mkdtempSync(join(folder, 'judged-'));
  const datasets = lists.map((list, at) => lossy(list, loss.get(at)));
  const all = judgeAll({ run, standard, datasets, previous: null, datasetOf, scratch });
  const lines = readFileSync(all.file.path, 'utf8').split('\n').filter(Boolean);
  const findings = lines.map((line) => JSON.parse(line) as Finding);
  return {
    subjects: new Map(findings.map((finding) => [`${finding.control} ${finding.key}`, finding])),
    controls: new Map(all.judged.map(({ result }) => [result.id, result.verdict])),
  };
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

/** What passes with the loss and did not before, with why it did not. */
function gained(whole: Verdicts, { controls, subjects }: Verdicts): string[] {
  const people = [...subjects].flatMap(([name, { verdict }]) => {
    const before = whole.subjects.get(name);
    return verdict === 'pass' && before && before.verdict !== 'pass' ? `${name}: ${before.reason}` : [];
  });
  const all = [...controls].filter(
    ([id, verdict]) => verdict === 'pass' && whole.controls.get(id) !== 'pass',
  );
  return [...people, ...all.map(([id]) => id)];
}

const indices = numbers.map((_, at) => at);

test.each(indices)(
  'Of which any one is cut short or refused, no list makes anything pass (night %#)',
  (at) => {
    const night = nights[at] as Night;
    const whole = judged(night, new Map());
    const ways = [null, [false], [true, false], [false, true]];
    const found = night.lists.flatMap(({ document: { connection, dataset } }, list) =>
      ways.flatMap((kept) =>
        gained(whole, judged(night, new Map([[list, kept]]))).map(
          (what) => `${connection}/${dataset}: ${what}`,
        ),
      ),
    );
    expect(found).toEqual([]);
  },
);

test.each(indices)('Several that are cut short make nothing pass (night %#)', (at) => {
  const night = nights[at] as Night;
  const whole = judged(night, new Map());
  fc.assert(
    fc.property(lossOf(night), (loss) => expect(gained(whole, judged(night, loss))).toEqual([])),
    runs(10),
  );
});

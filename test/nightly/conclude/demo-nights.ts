import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** One night of the demonstration company as it was collected, every list with its rows. */
export interface Night {
  readonly run: string;
  readonly standard: Standard;
  readonly lists: readonly List[];
}

export interface List {
  readonly document: EvidenceDocument;
  readonly rows: readonly unknown[];
}

/** On the last one most that fails in the company does; on the other what is over by then. */
export const tellingNights = [16, 30];

/** Both of them. @param folder where their lockers go, each in a folder of its own */
export async function nightsIn(folder: string): Promise<readonly Night[]> {
  const nights: Night[] = [];
  for (const number of tellingNights) nights.push(await nightOf(number, folder));
  return nights;
}

async function nightOf(number: number, folder: string): Promise<Night> {
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
  return await readNight(join(own, 'evidence'), runId(nightTime(number)), folder);
}

async function readNight(location: string, run: string, scratch: string): Promise<Night> {
  const locker = openFolderLocker(location);
  const standard = await readStandard(locker, run);
  const plan = await readPlan(locker, run);
  if (!standard || !plan) throw new Error('The night has no plan.');
  const collector = { version: '', commit: null, node: '', trigger: 'manual', by: null } as const;
  const source = { locker, run, standard, datasets: plan.datasets, earlier: [], scratch };
  const loaded = await loadDatasets({ ...source, now: () => new Date(run), collector });
  const lists = loaded.map(({ document, view }) => ({ document, rows: [...view.records()] }));
  for (const one of loaded) one.close();
  await locker.close();
  return { run, standard, lists };
}

/** A list with other rows, whose document counts them. */
export function asRead(document: EvidenceDocument, rows: readonly unknown[]): RunDataset {
  const population = { ...document.population, records: rows.length };
  const view = datasetView({ ...document, population }, () => rows);
  return { document: { ...document, population }, path: null, view, close: () => {} };
}

export interface Verdicts {
  /** By control and key. */
  readonly subjects: ReadonlyMap<string, Finding>;
  readonly controls: ReadonlyMap<string, string>;
}

/** A night judged by what is left of its lists. @param folder for what judging writes */
export function judged({ run, standard }: Night, datasets: readonly RunDataset[], folder: string): Verdicts {
  const scratch = mkdtempSync(join(folder, 'judged-'));
  const all = judgeAll({ run, standard, datasets, previous: null, datasetOf, scratch });
  const lines = readFileSync(all.file.path, 'utf8').split('\n').filter(Boolean);
  const findings = lines.map((line) => JSON.parse(line) as Finding);
  return {
    subjects: new Map(findings.map((finding) => [`${finding.control} ${finding.key}`, finding])),
    controls: new Map(all.judged.map(({ result }) => [result.id, result.verdict])),
  };
}

/** What passes with the loss and did not before, with why it did not. */
export function gained(whole: Verdicts, { controls, subjects }: Verdicts): string[] {
  const people = [...subjects].flatMap(([name, { verdict }]) => {
    const before = whole.subjects.get(name);
    return verdict === 'pass' && before && before.verdict !== 'pass' ? `${name}: ${before.reason}` : [];
  });
  const all = [...controls].filter(
    ([id, verdict]) => verdict === 'pass' && whole.controls.get(id) !== 'pass',
  );
  return [...people, ...all.map(([id]) => id)];
}

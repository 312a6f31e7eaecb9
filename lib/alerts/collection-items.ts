import { isWhole } from '../evidence/document.ts';
import { mayPassAnotherNight } from '../evidence/problem.ts';
import { plural } from '../text/plural.ts';
import type { AlertItem } from './alert.ts';
import type { ControlChange } from './control-items.ts';
import { item } from './item-text.ts';
import type { AlertDataset, AlertNight } from './night.ts';

const evidenceControl = 'evidence.complete';
const waitFix =
  'Look at the provider’s status page; the next night asks again. If it lasts, run `exhibit doctor`.';
const fix = 'Run `exhibit doctor`, grant what it says is missing, and collect again.';

/** What happened to the collection, and what followed from it. */
export interface Collections {
  readonly lost: readonly AlertItem[];
  readonly recovered: readonly AlertItem[];
  /** Controls that need no item of their own, because one of these speaks of them. */
  readonly mentioned: ReadonlySet<string>;
}

/**
 * Datasets that could not be collected, by connection, with the controls that cannot be decided because of it; and
 * those that are back. On a night on which nothing was collected, all of them, also when it is not the first such night.
 */
export function collections(night: AlertNight, changes: readonly ControlChange[]): Collections {
  const lost = lostDatasets(night);
  const back = night.events.filter(({ type }) => type === 'collection.recovered');
  const about = [...lost.map(nameOf), ...back.map(({ subject }) => subject)];
  const connections = new Set(lost.map(({ connection }) => connection));
  const followers = changes.filter((change) => follows(change, connections));
  const evidence = changes.filter(
    ({ control, subjects }) =>
      control.id === evidenceControl && subjects.every(({ subject }) => about.includes(subject)),
  );
  return {
    lost: [...lostItems(lost, night), ...followerItem(followers, night)],
    recovered: back.map(({ subject, message }) => item({ name: subject ?? '', what: message })),
    mentioned: new Set(
      [...followers, ...(about.length > 0 ? evidence : [])].map(({ control }) => control.id),
    ),
  };
}

interface Lost extends AlertDataset {
  readonly message: string;
}

function lostDatasets({ datasets, events, status, since }: AlertNight): Lost[] {
  const broken = new Map(
    events
      .filter(({ type }) => type === 'collection.failed')
      .map(({ subject, message }) => [subject, message]),
  );
  const gone = [...broken].flatMap(([name, message]) =>
    datasets.some((one) => nameOf(one) === name) ? [] : [dropped(name ?? '', message)],
  );
  const all = status === 'failed' || since === null;
  const here = datasets.flatMap((one) => {
    const message = broken.get(nameOf(one));
    if (message === undefined && (!all || isWhole(one))) return [];
    return [{ ...one, message: one.problem?.message ?? message ?? `It is ${one.completeness}.` }];
  });
  return [...here, ...gone];
}

/** One that is not in the night at all: the configuration does not ask for it any more. */
function dropped(name: string, message: string): Lost {
  const [connection = name, dataset = ''] = name.split('/');
  return { connection, dataset, completeness: 'failed', problem: null, message };
}

function nameOf({ connection, dataset }: AlertDataset): string {
  return `${connection}/${dataset}`;
}

function lostItems(lost: readonly Lost[], { folder, datasets }: AlertNight): AlertItem[] {
  return [...new Set(lost.map(({ connection }) => connection))].map((connection) => {
    const own = lost.filter((one) => one.connection === connection);
    const withDocument = own.filter(({ dataset }) =>
      datasets.some((one) => one.connection === connection && one.dataset === dataset),
    );
    return item({
      name: connection,
      what: `${own.length === 1 ? '1 dataset was' : `${own.length} datasets were`} not collected completely.`,
      subjects: own.map(({ dataset, message }) => ({ name: dataset, words: message, standing: null })),
      fix: own.every(({ problem }) => problem !== null && mayPassAnotherNight(problem)) ? waitFix : fix,
      evidence: withDocument.map(({ dataset }) => `${folder}/${connection}/${dataset}.json`),
    });
  });
}

/** A control that is unknown now and reads what a broken connection gives, be it what can be done without. */
function follows({ kind, control }: ControlChange, broken: ReadonlySet<string>): boolean {
  return kind === 'unknown' && control.needs.some(({ connection }) => broken.has(connection ?? ''));
}

function followerItem(followers: readonly ControlChange[], { files }: AlertNight): AlertItem[] {
  if (followers.length === 0) return [];
  return [
    item({
      name: `${plural(followers.length, 'control')} depending on it cannot be decided now`,
      what: 'What failed before still counts as failing since then.',
      subjects: followers.map(({ control }) => ({ name: control.id, words: '', standing: 'unknown' })),
      evidence: [files.findings],
    }),
  ];
}

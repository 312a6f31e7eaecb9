import { accessReviewedId } from '../controls/access/reviewed.ts';
import { days } from '../evidence/day.ts';
import { isWhole } from '../evidence/document.ts';
import { runFolder } from '../locker/keys.ts';
import type { FindingsDocument } from '../runs/findings-document.ts';
import { readFindings } from '../runs/read-findings.ts';
import { readEvidence } from '../runs/run-history.ts';
import { readStandard, standardName } from '../runs/standard.ts';
import { sumsName } from '../seal/sums.ts';
import type { CopySource } from './copy-files.ts';
import type { PackageLocker } from './evidence-files.ts';
import type { DatasetLookup } from './populations/record-key.ts';

/** Where a package keeps what judging its first nights needs from before them. */
export const beforeFolder = 'before';

export interface BeforeInput {
  readonly locker: Pick<PackageLocker, 'read' | 'local' | 'list'>;
  /** The sealed runs before the period, oldest first. */
  readonly before: readonly string[];
  /** What the nights of the period concluded, oldest first. */
  readonly nights: readonly FindingsDocument[];
  readonly datasetOf: DatasetLookup;
}

interface Known {
  readonly connection: string;
  readonly dataset: string;
  readonly provider: string;
}

/**
 * The files of earlier runs that judging the nights of a period reads: the findings of the run before it, what of its
 * datasets is compared as drift or held against the last whole list, back to the night on which that was last seen whole, and events as far back as they count.
 * Besides, what documents of earlier nights a dataset looks up (`recalls`), and the records of nights whose reviews count.
 * With the list of files of every earlier run, by which its seal vouches for them, and by which what is not here can be told
 * from what never was.
 */
export async function keysBefore(input: BeforeInput): Promise<readonly string[]> {
  const { before, nights } = input;
  const first = nights[0]?.run;
  if (first === undefined || before.length === 0) return [];
  const datasets = await datasetsOf(input);
  const keys = new Set([
    ...(await keysOfPrevious(input)),
    ...(await keysCompared(input, datasets)),
    ...(await keysOfEvents(input, datasets, first)),
    ...(await keysRecalled(input, datasets, first)),
    ...(await keysReviewed(input)),
  ]);
  return [...keys, ...before.map((run) => `${runFolder(run)}/${sumsName}`)].sort();
}

/** A source of files that lie in the package under another name than in the locker. */
export function fromBefore(locker: CopySource): CopySource {
  const key = (path: string): string => path.slice(beforeFolder.length + 1);
  return {
    read: (path) => locker.read(key(path)),
    local: (path) => locker.local(key(path)),
    release: (path) => locker.release(key(path)),
    ...(locker.pathOf ? { pathOf: (path: string) => locker.pathOf?.(key(path)) ?? null } : {}),
  };
}

/** Every dataset that a night of the period speaks of, with its provider. */
async function datasetsOf({ locker, nights }: BeforeInput): Promise<readonly Known[]> {
  const known = new Map<string, Known>();
  for (const { datasets, run } of nights)
    for (const { connection, dataset } of datasets) {
      const name = `${connection}/${dataset}`;
      if (known.has(name)) continue;
      const document = await readEvidence(locker, run, connection, dataset);
      if (document) known.set(name, { connection, dataset, provider: document.provider });
    }
  return [...known.values()];
}

async function keysOfPrevious({ before, locker }: BeforeInput): Promise<string[]> {
  const keys: string[] = [];
  for (const run of before.toReversed()) {
    const folder = runFolder(run);
    const document = await readFindings(locker, run).catch(() => null);
    if (!document) continue;
    const own = document.datasets.map(({ connection, dataset }) => `${connection}/${dataset}.json`);
    keys.push(
      ...['findings.json', document.findings.path, standardName, ...own].map((name) => `${folder}/${name}`),
    );
    if (await locker.local(`${folder}/${document.findings.path}`)) break;
  }
  return keys;
}

async function keysCompared(input: BeforeInput, datasets: readonly Known[]): Promise<string[]> {
  const keys: string[] = [];
  for (const { connection, dataset, provider } of datasets) {
    const { compared, heldAgainstLast } = input.datasetOf(provider, dataset) ?? {};
    if (!compared && !heldAgainstLast) continue;
    const names = compared?.kind === 'access' ? [compared.vaults.name, dataset] : [dataset];
    for (const run of input.before.toReversed()) {
      const found = await Promise.all(names.map((name) => filesOf(input, run, connection, name)));
      keys.push(...found.flatMap((one) => one.keys));
      if (found.every(({ whole }) => whole)) break;
    }
  }
  return keys;
}

async function keysOfEvents(
  input: BeforeInput,
  datasets: readonly Known[],
  first: string,
): Promise<string[]> {
  const keys: string[] = [];
  const going = datasets.flatMap((one) => {
    const continues = input.datasetOf(one.provider, one.dataset)?.continues;
    return continues ? { ...one, retentionDays: continues.retentionDays } : [];
  });
  if (going.length === 0) return keys;
  const retentionDays = Math.max(...going.map((one) => one.retentionDays));
  const since = Date.parse(await oldestExport(input, datasets, first)) - days(retentionDays);
  const at = input.before.findIndex((run) => Date.parse(run) >= since);
  const runs = at < 0 ? input.before.slice(-1) : input.before.slice(Math.max(0, at - 1));
  for (const { connection, dataset } of going)
    for (const run of runs) keys.push(...(await filesOf(input, run, connection, dataset)).keys);
  return keys;
}

/** Documents alone: what a list was on earlier nights, without its records. */
async function keysRecalled(
  { before, datasetOf, locker }: BeforeInput,
  datasets: readonly Known[],
  first: string,
) {
  const keys: string[] = [];
  for (const { connection, dataset, provider } of datasets) {
    const wanted = datasetOf(provider, dataset)?.recalls;
    if (!wanted) continue;
    const since = Date.parse(first) - days(wanted.days);
    for (const run of before.filter((one) => Date.parse(one) >= since))
      if (await readEvidence(locker, run, connection, wanted.dataset).catch(() => null))
        keys.push(`${runFolder(run)}/${connection}/${wanted.dataset}.json`);
  }
  return keys;
}

/** Of nights whose reviews count in the period, what their sheets were made of. */
async function keysReviewed(input: BeforeInput): Promise<string[]> {
  const { before, locker, nights } = input;
  const reviewed = new Set<string>();
  for (const { attestations, run } of nights) {
    if (!attestations.some(({ control }) => control === accessReviewedId)) continue;
    const standard = await readStandard(locker, run).catch(() => null);
    for (const { review } of standard?.attestations ?? []) if (review) reviewed.add(review.run);
  }
  const keys: string[] = [];
  for (const run of before.filter((one) => reviewed.has(one))) {
    const document = await readFindings(locker, run).catch(() => null);
    if (!document) continue;
    keys.push(...['findings.json', standardName].map((name) => `${runFolder(run)}/${name}`));
    for (const { connection, dataset } of document.datasets)
      keys.push(...(await filesOf(input, run, connection, dataset)).keys);
  }
  return keys;
}

/** The first night, or an export that is older: events since then may contradict it. */
async function oldestExport({ locker, nights }: BeforeInput, datasets: readonly Known[], first: string) {
  const run = nights[0]?.run ?? first;
  const documents = await Promise.all(
    datasets.map(({ connection, dataset }) => readEvidence(locker, run, connection, dataset)),
  );
  return (
    documents
      .flatMap((document) => document?.exportedAt ?? [])
      .concat(first)
      .sort()[0] ?? first
  );
}

/** A dataset's document and records. */
async function filesOf(
  { locker }: BeforeInput,
  run: string,
  connection: string,
  dataset: string,
): Promise<{ keys: string[]; whole: boolean }> {
  const folder = `${runFolder(run)}/${connection}`;
  const document = await readEvidence(locker, run, connection, dataset).catch(() => null);
  if (!document) return { keys: [], whole: false };
  const records = document.records ? [`${folder}/${document.records.path}`] : [];
  return { keys: [`${folder}/${dataset}.json`, ...records], whole: isWhole(document) && records.length > 0 };
}

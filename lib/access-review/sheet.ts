import { belongingReader } from '../controls/people/population.ts';
import type { AnyDataset } from '../evidence/dataset.ts';
import { users } from '../evidence/datasets/google-workspace.ts';
import { isWhole } from '../evidence/document.ts';
import { walked } from '../judging/assessed.ts';
import type { ControlSettings } from '../judging/control.ts';
import { datasetReader } from '../judging/dataset-reader.ts';
import { isOf } from '../judging/need.ts';
import { type Directory, readDirectory } from '../judging/people/directory.ts';
import type { Service } from '../judging/service.ts';
import type { ReadRecords, ServiceReview } from '../judging/service-review.ts';
import type { VerifiedDataset, VerifiedRun } from '../runs/verified-run.ts';
import { type Concern, type ReviewRow, rowOf } from './row.ts';

/** The accounts of one connection, and what is not known of them. */
export interface ReviewSheet {
  readonly connection: string;
  readonly provider: string;
  /** Reads the records again at every call. */
  readonly rows: () => Iterable<ReviewRow>;
  /** What this night could not show: whole sentences. Empty when it showed all that the service tells. */
  readonly gaps: readonly string[];
  /** What the service never tells. */
  readonly untold: readonly string[];
  readonly counts: SheetCounts;
}

export interface SheetCounts {
  readonly accounts: number;
  readonly active: number;
  /** Accounts with each concern. */
  readonly concerns: Readonly<Partial<Record<Concern, number>>>;
  /** Accounts that have none. */
  readonly plain: number;
}

export interface SheetOptions {
  readonly settings: ControlSettings;
  readonly services: readonly Service[];
  readonly unusedDays: number;
}

/** One sheet for each connection of a service that has accounts, in the configuration's order. */
export function makeSheets(run: VerifiedRun, options: SheetOptions): ReviewSheet[] {
  const connections = [...new Set(run.datasets.map(({ result }) => result.connection))];
  const directory = directoryOf(run, connections, options);
  return connections.flatMap((connection) => {
    const service = serviceOf(run, connection, options);
    return service?.review ? [sheetOf(run, connection, service, service.review, directory, options)] : [];
  });
}

function serviceOf(run: VerifiedRun, connection: string, { services }: SheetOptions): Service | undefined {
  const provider = run.datasets.find(({ result }) => result.connection === connection)?.view.document
    .provider;
  return services.find((service) => service.provider === provider);
}

function sheetOf(
  run: VerifiedRun,
  connection: string,
  { provider }: Service,
  review: ServiceReview,
  directory: Directory | null,
  { settings, unusedDays }: SheetOptions,
): ReviewSheet {
  const own = run.datasets.filter(
    ({ result, view }) =>
      result.connection === connection && review.datasets.some((one) => isOf(view.document, one)),
  );
  const records = readerOf(own);
  const belonging = belongingReader(settings);
  const isSource = settings.people.source === connection;
  const means = { connection, directory, isSource, now: new Date(run.run), unusedDays };
  const rows = function* (): Iterable<ReviewRow> {
    for (const account of review.accounts(records))
      yield rowOf(account, belonging({ connection, provider }, account), means);
  };
  return {
    connection,
    provider,
    rows,
    gaps: [
      ...lackingDatasets(connection, review.datasets, own),
      ...new Set(review.gaps?.(records) ?? []),
      ...peopleGaps(run, directory, settings),
    ],
    untold: review.untold,
    counts: countRows(rows()),
  };
}

function readerOf(datasets: readonly VerifiedDataset[]): ReadRecords {
  return datasetReader(datasets.map(({ view }) => view)).records;
}

/** A list that is not whole shows some and not all: who is not on the sheet may have access nevertheless. */
function lackingDatasets(
  connection: string,
  datasets: readonly AnyDataset[],
  own: readonly VerifiedDataset[],
): string[] {
  return datasets.flatMap(({ name }) => {
    const found = own.find(({ result }) => result.dataset === name);
    if (!found) return [`${connection}/${name} was not collected in this night.`];
    if (isWhole(found.result)) return [];
    const { completeness, problem } = found.result;
    const what =
      completeness === 'partial'
        ? 'is not whole: there may be more than this sheet shows'
        : 'could not be collected: this sheet shows nothing of it';
    return [`${connection}/${name} ${what}. ${problem?.message ?? ''}`.trim()];
  });
}

function peopleGaps(
  { datasets }: VerifiedRun,
  directory: Directory | null,
  { people }: ControlSettings,
): string[] {
  if (people.source === null) return ['Whose the accounts are is not told: people.source is not configured.'];
  if (!directory)
    return [
      `Whose the accounts are is not told: ${people.source}, named as people.source, shows no Google users.`,
    ];
  const source = datasets.find(({ view }) => isPeople(view, people.source));
  return source && isWhole(source.result)
    ? []
    : [
        `The list of people (${people.source}) is not whole, so of some accounts it is not told whose they are.`,
      ];
}

function isPeople({ document }: VerifiedDataset['view'], source: string | null): boolean {
  return document.connection === source && isOf(document, users);
}

/** The people that the accounts of all services may belong to. Null without a people source. */
function directoryOf(
  run: VerifiedRun,
  connections: readonly string[],
  options: SheetOptions,
): Directory | null {
  const { settings } = options;
  const own = run.datasets.map(({ view }) => view).filter((view) => isPeople(view, settings.people.source));
  const [source] = datasetReader(own).views(users);
  if (!source) return null;
  const addresses = new Set<string>();
  for (const connection of connections) {
    const service = serviceOf(run, connection, options);
    if (connection !== settings.people.source && service?.review)
      for (const address of addressesIn(run, connection, service.review, settings)) addresses.add(address);
  }
  return walked(readDirectory(source, addresses));
}

function* addressesIn(
  run: VerifiedRun,
  connection: string,
  review: ServiceReview,
  settings: ControlSettings,
): Iterable<string> {
  const belonging = belongingReader(settings);
  const own = run.datasets.filter(({ result }) => result.connection === connection);
  const provider = own[0]?.view.document.provider ?? '';
  const records = readerOf(own);
  for (const account of review.accounts(records)) {
    const { person } = belonging({ connection, provider }, account);
    if (person !== null) yield person;
  }
}

function countRows(rows: Iterable<ReviewRow>): SheetCounts {
  const concerns: Partial<Record<Concern, number>> = {};
  let [accounts, active, plain] = [0, 0, 0];
  for (const row of rows) {
    accounts++;
    if (row.account.active !== false) active++;
    if (row.concerns.length === 0) plain++;
    for (const concern of row.concerns) concerns[concern] = (concerns[concern] ?? 0) + 1;
  }
  return { accounts, active, plain, concerns };
}

import type { Belonging } from '../controls/people/owner.ts';
import { whoIsWho } from '../controls/people/who-is-who.ts';
import type { AnyDataset } from '../evidence/dataset.ts';
import { isWhole } from '../evidence/document.ts';
import type { ControlSettings } from '../judging/control.ts';
import { datasetReader } from '../judging/dataset-reader.ts';
import { isOf } from '../judging/need.ts';
import { peopleViewOf } from '../judging/people/directories.ts';
import type { People } from '../judging/people/people.ts';
import { twinUncertainties } from '../judging/people/twins.ts';
import type { ReviewedDataset } from '../judging/recorded-review.ts';
import type { Service } from '../judging/service.ts';
import type { ReadRecords, ReviewedAccount, ServiceReview } from '../judging/service-review.ts';
import { contradictedLists } from '../providers/totals.ts';
import type { VerifiedDataset, VerifiedRun } from '../runs/verified-run.ts';
import { type Population, population, rowKeys } from './population.ts';
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
  /** SHA-256 over the accounts of that night and what each may do. */
  readonly population: string;
  /** Whether that night showed every account that the service tells. */
  readonly isWhole: boolean;
  /** The datasets that it is made of, and whose they are. */
  readonly of: readonly ReviewedDataset[];
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
  /** Further addresses that people are asked about: of those who decided. */
  readonly asked?: Iterable<string>;
}

/** One sheet for each connection of a service that has accounts, in the configuration's order. */
export function makeSheets(run: VerifiedRun, options: SheetOptions): ReviewSheet[] {
  const connections = [...new Set(run.datasets.map(({ result }) => result.connection))];
  const people = whoIsWho(
    run.datasets.map(({ view }) => view),
    options.settings,
    options.asked,
  )();
  return connections.flatMap((connection) => {
    const service = serviceOf(run, connection, options);
    return service?.review ? [sheetOf(run, connection, service, service.review, people, options)] : [];
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
  people: People,
  { unusedDays }: SheetOptions,
): ReviewSheet {
  const own = run.datasets.filter(
    ({ result, view }) =>
      result.connection === connection && review.datasets.some((one) => isOf(view.document, one)),
  );
  const records = readerOf(own);
  const isSource = people.sources.includes(connection);
  const means = { connection, people, isSource, now: new Date(run.run), unusedDays };
  const accounts = () => review.accounts(records);
  const isShownWhole = own.every(({ result }) => isWhole(result));
  const belonging = belongingIn(
    { connection, provider, isShownWhole },
    isSource ? () => [] : accounts,
    people,
  );
  const rows = function* (): Iterable<ReviewRow> {
    const keyOf = rowKeys(connection);
    for (const account of accounts())
      yield { key: keyOf(account), ...rowOf(account, belonging(account), means) };
  };
  const lacking = [
    ...lackingDatasets(connection, review.datasets, own),
    ...contradictedIn(run, connection),
    ...new Set(review.gaps?.(records) ?? []),
  ];
  const { counts, sha256 } = countRows(rows(), population(run.run, connection));
  return {
    connection,
    provider,
    rows,
    isWhole: lacking.length === 0,
    of: own.map(({ view: { document } }) => ({
      dataset: document.dataset,
      tenant: document.tenant?.id ?? null,
    })),
    population: sha256,
    gaps: [...lacking, ...peopleGaps(run, people)],
    untold: review.untold,
    counts,
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
  return datasets.flatMap(({ name, onlyFor }) => {
    const found = own.find(({ result }) => result.dataset === name);
    // What the connection was never asked for is no gap: where it was, there is a document.
    if (!found && onlyFor !== null) return [];
    if (!found) return [`${connection}/${name} was not collected in this night.`];
    if (isWhole(found.result)) return [];
    const { completeness, problem } = found.result;
    const what =
      completeness === 'partial'
        ? 'is incomplete: there may be more than this sheet shows'
        : 'could not be collected: this sheet shows nothing of it';
    return [`${connection}/${name} ${what}. ${problem?.message ?? ''}`.trim()];
  });
}

/** A list that its provider counts otherwise came whole, and is short of somebody nevertheless. */
function contradictedIn({ datasets }: VerifiedRun, connection: string): readonly string[] {
  const own = datasets.filter(({ result }) => result.connection === connection);
  return [...contradictedLists(own.map(({ view }) => view))].map(([name, text]) => `${name}: ${text}`);
}

function peopleGaps({ datasets }: VerifiedRun, { missing, name, sources }: People): string[] {
  if (sources.length === 0)
    return ['The owners of the accounts are not known: people.source is not configured.'];
  if (missing !== null)
    return [`The owners of the accounts are not known: ${name}, named as people.source, shows no people.`];
  const cut = sources.filter((source) => {
    const list = datasets.find(
      ({ view }) => view.document.connection === source && peopleViewOf(view) !== null,
    );
    return !list || !isWhole(list.result);
  });
  return cut.map(
    (source) => `The list of people (${source}) is incomplete, so the owners of some accounts are not known.`,
  );
}

/** Whose the accounts of one connection are; those of the people source are their own people's. */
function belongingIn(
  { connection, provider, isShownWhole }: { connection: string; provider: string; isShownWhole: boolean },
  accounts: () => Iterable<ReviewedAccount>,
  people: People,
): (account: ReviewedAccount) => Belonging {
  const owned = ({ account, email }: ReviewedAccount) => {
    return { connection, account, whose: people.whose({ connection, provider, account, email }) };
  };
  const counted = function* () {
    for (const one of accounts()) if (one.human && one.active !== false) yield owned(one);
  };
  const twinOf = twinUncertainties(counted(), () => isShownWhole);
  return (account) => {
    const one = owned(account);
    return { ...one, twin: account.human && account.active !== false ? twinOf(one) : null };
  };
}

function countRows(
  rows: Iterable<ReviewRow>,
  all: Population,
): { readonly counts: SheetCounts; readonly sha256: string } {
  const concerns: Partial<Record<Concern, number>> = {};
  let [accounts, active, plain] = [0, 0, 0];
  for (const row of rows) {
    all.add(row.key, row.account);
    accounts++;
    if (row.account.active !== false) active++;
    if (row.concerns.length === 0) plain++;
    for (const concern of row.concerns) concerns[concern] = (concerns[concern] ?? 0) + 1;
  }
  return { counts: { accounts, active, plain, concerns }, sha256: all.sha256() };
}

import type { EvidenceDocument, FileReference, RecordedRequest } from '../../evidence/document.ts';
import type { ReconciledWith } from '../../providers/totals.ts';
import type { Exclusion, NightEvidence } from '../../report/model.ts';

/** One night of a dataset, as an auditor asks about information that the company produced itself. */
export interface ProducedNight {
  readonly run: string;
  readonly completeness: EvidenceDocument['completeness'];
  readonly problem: EvidenceDocument['problem'];
  /** By the collector's clock. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** By the provider's: the first and last `Date` of its answers; null when none carried one. */
  readonly providerClock: { readonly first: string; readonly last: string } | null;
  readonly clockSkewMs: number | null;
  /** Requests in all, repeats included, and those that brought records. */
  readonly requests: number;
  readonly pages: number;
  readonly records: number;
  /** Records by the answers' own count, which has to be that of the file: it proves that nothing was lost on the way here. */
  readonly controlTotal: { readonly answers: number; readonly agrees: boolean };
  readonly strata: Readonly<Record<string, number>>;
  readonly document: FileReference;
  readonly recordsFile: FileReference | null;
  readonly rawFile: FileReference | null;
  readonly collector: EvidenceDocument['collector'];
}

/** Information produced by the entity: everything that says how a dataset came about. `populations/….json`. */
export interface Produced {
  readonly schema: 'exhibit/population/v1';
  readonly connection: string;
  readonly provider: string;
  readonly dataset: string;
  /** Of the latest night that was asked; `changes` lists earlier answers where they differ. */
  readonly origin: EvidenceDocument['origin'];
  readonly tenant: EvidenceDocument['tenant'];
  readonly principal: string | null;
  readonly scopes: readonly string[];
  /** The exact questions of that night, in order, with how often each was asked. */
  readonly query: readonly { readonly method: string; readonly url: string; readonly times: number }[];
  readonly excluded: readonly Exclusion[];
  /** The count apart from the list that each night held it against, or that there is none; the findings of `evidence.complete` say how. */
  readonly reconciledWith: ReconciledWith;
  /** A command that asks the same again. */
  readonly reproduce: string;
  readonly nights: readonly ProducedNight[];
  readonly changes: readonly {
    readonly from: string;
    readonly tenant: EvidenceDocument['tenant'];
    readonly principal: string | null;
    readonly scopes: readonly string[];
  }[];
}

/** What one evidence document says, in the terms that an auditor asks in. */
export function producedNight({ path, sha256, document }: NightEvidence, bytes: number): ProducedNight {
  const { requests, population, records, raw } = document;
  const dates = requests.flatMap(({ providerDate }) => providerDate ?? []).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  const answers = requests.reduce((sum, request) => sum + request.records, 0);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const placed = (file: FileReference | null): FileReference | null =>
    file && { path: `${folder}${file.path}`, sha256: file.sha256, bytes: file.bytes };
  return {
    run: document.run,
    completeness: document.completeness,
    problem: document.problem,
    startedAt: document.startedAt,
    finishedAt: document.finishedAt,
    providerClock: first !== undefined && last !== undefined ? { first, last } : null,
    clockSkewMs: document.clockSkewMs,
    requests: requests.length,
    pages: requests.filter((request) => request.records > 0).length,
    records: population.records,
    controlTotal: { answers, agrees: answers === population.records },
    strata: population.strata,
    document: { path, sha256, bytes },
    recordsFile: placed(records),
    rawFile: placed(raw),
    collector: document.collector,
  };
}

/** Which questions were put, in order; the same one again, as a retry is, is counted. */
export function queryOf(requests: readonly RecordedRequest[]): Produced['query'] {
  const asked = new Map<string, { method: string; url: string; times: number }>();
  for (const { method, url } of requests) {
    const known = asked.get(`${method} ${url}`);
    if (known) known.times++;
    else asked.set(`${method} ${url}`, { method, url, times: 1 });
  }
  return [...asked.values()];
}

/** What was left out on purpose: nights on which somebody had a dataset not asked. */
export function exclusionsOf(documents: readonly EvidenceDocument[]): readonly Exclusion[] {
  return documents.flatMap(({ run, problem, collector, connection, dataset }) => {
    if (problem?.code !== 'not-asked' && problem?.code !== 'not-configured') return [];
    const what = `${connection}/${dataset} on the night of ${run}`;
    const by =
      problem.code === 'not-asked' ? (collector.by ?? 'whoever started the run') : 'the configuration';
    return [{ what, reason: problem.message, by, until: null }];
  });
}

/** A command that asks the provider the same; in words that a shell takes as they are, whatever the address holds. */
export function reproduceCommand({ origin, requests, connection }: EvidenceDocument): string {
  const first = requests.find(({ method, url }) => method === 'GET' && /^https?:\/\//.test(url));
  if (origin !== 'api' || !first) return `exhibit run --only ${connection}`;
  return `curl --header "Authorization: Bearer $TOKEN" ${shellArgument(first.url)}`;
}

function shellArgument(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

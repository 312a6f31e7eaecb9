import type { Dataset, HeldAgainstLast } from '../evidence/dataset.ts';
import type { EvidenceDocument, Origin } from '../evidence/document.ts';
import type { CollectError, Problem, ProblemCode } from '../evidence/problem.ts';
import type { HandedOver } from './raw-entries.ts';

/** A request to a provider, without what signs it: what tells its response from others, and no secret. */
export interface ProviderRequest {
  /** `FILE` for what a person exported or a library gave: no fetch of ours saw it, and it is kept under a name. */
  readonly method: 'GET' | 'POST' | 'FILE';
  /** Whole, at the connection's endpoint where it has one; of a file, the name that it is kept under. */
  readonly url: string;
  /** The name of the file that is kept in place of an answer that is confidential. */
  readonly recordedAs?: string;
}

/** A successful response, whether it came just now or was recorded. */
export interface ProviderResponse {
  readonly text: string;
  /** Null without it. Only headers that are kept as evidence may be asked for. */
  header(name: string): string | null;
  /** When it was there, by this machine's clock. */
  readonly receivedAt: Date;
  /** Of a `FILE`: as it was handed over, and its name. */
  readonly file?: { readonly name: string; readonly bytes: Buffer };
}

/** Sends a request. Rejects with `CollectError` when there is no response that can be used. */
export type ProviderClient<Asked> = (request: Asked) => Promise<ProviderResponse>;

/** What one of several requests came to that were sent side by side. */
export type Outcome = { readonly response: ProviderResponse } | { readonly error: CollectError };

/** What the evidence says of its source. */
export interface SourceFacts {
  readonly origin?: Origin;
  readonly tenant?: { readonly id: string | null; readonly name: string | null };
  readonly principal?: string;
  readonly scopes?: readonly string[];
  /** When the credential that asked ends, RFC 3339, where the provider says so with its answers. */
  readonly credentialEnds?: string;
  readonly exportedAt?: string;
  readonly continuation?: Readonly<Record<string, string>>;
}

/** A document to be looked for: `repository` is `name` or `owner/name`, `branch` null for the default one. */
export interface WantedPolicy {
  readonly repository: string;
  readonly path: string;
  readonly branch: string | null;
}

/** A dataset of an earlier night. */
export interface RecalledDataset {
  readonly document: EvidenceDocument;
  /** Null where its records are missing from the locker. */
  readonly records: (() => Iterable<unknown>) | null;
}

/** What a connection's readers go back to of earlier nights. */
export interface Recall {
  /** Of every night since so many days: a list that goes on from night to night. */
  readonly going?: { readonly dataset: string; readonly days: number };
  /** Of the last night on which all of these were whole. */
  readonly state?: readonly string[];
  /** Of the last night on which this one was whole. */
  readonly last?: HeldAgainstLast;
  /** What every night since so many days says of a list, without its records. */
  readonly documents?: { readonly dataset: string; readonly days: number };
}

/** The same, brought onto this machine. */
export interface Recalled {
  /** Oldest first. */
  readonly going: readonly RecalledDataset[];
  /** By dataset; null where there is no such night. */
  readonly state: ReadonlyMap<string, RecalledDataset> | null;
  /** Null where there is no such night. */
  readonly last: RecalledDataset | null;
  /** Oldest first. */
  readonly documents: readonly EvidenceDocument[];
}

/** What other parts of the configuration need from this provider, and what earlier nights left. */
export interface CollectNeeds {
  /** Groups (addresses) whose members a vault's list depends on. */
  readonly groups: readonly string[];
  /** Policy documents that this connection's repositories hold. */
  readonly policies: readonly WantedPolicy[];
  /** `continuation` of the last sealed evidence document of a dataset, if there is one. */
  readonly continuation: (dataset: string) => Readonly<Record<string, string>> | null;
  /** What the provider's `recalls` asks for. */
  readonly recalled: Recalled;
  /** The run's nominal time. */
  readonly now: Date;
}

/** What a reader knows beside the answers. A session is one. */
export interface ReaderInput<Settings> {
  readonly connection: {
    readonly settings: Settings;
    /** When set, every host of the provider is asked here instead. No trailing slash. */
    readonly endpoint: string | null;
  };
  readonly needs: CollectNeeds;
}

/** A file of raw evidence, where no fetch could record an answer. */
export interface RecordedFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** How many records came out of it. */
  readonly records: number;
}

/** One thing that a reader has to say. Only requests have responses. */
export type Step<Row, Asked> =
  | { readonly send: Asked }
  /** Requests of which none waits for another's response. */
  | { readonly sendAll: readonly Asked[] }
  | { readonly records: readonly Row[] }
  /** Makes the dataset partial without stopping it. */
  | { readonly problem: Problem }
  | { readonly source: SourceFacts }
  | { readonly keep: RecordedFile };

/**
 * One dataset being read: a generator that yields requests, records, problems and facts of the source. It is resumed
 * with the response to its request, or the `CollectError` in its place is thrown into it; one that it lets through ends
 * the dataset. It touches neither network nor clock, so that whoever holds the answers gets the same records again.
 */
export type Reading<Row, Asked, Result = void> = Generator<
  Step<Row, Asked>,
  Result,
  ProviderResponse | readonly Outcome[] | undefined
>;

/** What stood in a recorded file: the response to the request of this address, or why there is none. */
export type FileResponse = { readonly url: string } & (
  | { readonly text: string }
  | { readonly problem: Problem }
);

export type OpenFile = (file: HandedOver) => readonly FileResponse[];

/** A dataset and how it is read. */
export interface DatasetReader<Asked> {
  readonly dataset: Dataset;
  read(): Reading<object, Asked>;
  readonly recorded: RecordedForm;
}

/** What a reader's answers look like where they were recorded in a form of their own. */
export interface RecordedForm {
  /** The responses in a file. Default: one, to the request of the file's name. */
  readonly open?: OpenFile;
  /** What it means that signing in was refused, of which the status alone is recorded. Default: what the status says. */
  readonly signIn?: (refused: { readonly code: ProblemCode; readonly status: number | null }) => ProblemCode;
}

/** The datasets of one connection, in the order in which they must be read: one may teach the next. */
export type ConnectionReader<Asked> = readonly DatasetReader<Asked>[];

/** Keeps the type of the rows between a dataset and its reading, while different ones stand in one list. */
export function reads<Row extends object, Asked>(
  dataset: Dataset<Row>,
  read: () => Reading<Row, Asked>,
  recorded: RecordedForm = {},
): DatasetReader<Asked> {
  return { dataset: dataset as unknown as Dataset, read, recorded };
}

/** Sends one request and takes the response. */
export function* send<Asked>(request: Asked): Reading<never, Asked, ProviderResponse> {
  const response = yield { send: request };
  if (!response || isSeveral(response)) throw new Error('A request of a reader was passed over.');
  return response;
}

/**
 * Sends several requests side by side and takes what each came to, in their order. Throws for none of them but where the
 * run was stopped, because then none was heard out.
 */
export function* sendAll<Asked>(requests: readonly Asked[]): Reading<never, Asked, readonly Outcome[]> {
  const outcomes = yield { sendAll: requests };
  if (!outcomes || !isSeveral(outcomes)) throw new Error('Requests of a reader were passed over.');
  for (const outcome of outcomes)
    if ('error' in outcome && outcome.error.code === 'interrupted') throw outcome.error;
  return outcomes;
}

function isSeveral(responses: ProviderResponse | readonly Outcome[]): responses is readonly Outcome[] {
  return Array.isArray(responses);
}

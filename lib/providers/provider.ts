import type { z } from 'zod/mini';
import type { TokenForm } from '../config/suspicion.ts';
import type { AnyDataset, Dataset } from '../evidence/dataset.ts';
import type { Problem } from '../evidence/problem.ts';
import type { Fetch } from '../http/fetch.ts';
import type { Service } from '../judging/service.ts';
import type {
  CollectNeeds,
  ConnectionReader,
  ProviderClient,
  ProviderRequest,
  ReaderInput,
  Recall,
  RecordedForm,
  SourceFacts,
} from './reader.ts';

/** What a provider's code is told of its connection. `settings` are the provider's own keys, checked by its schema. */
export interface ConnectionInput<Settings> {
  readonly id: string;
  readonly settings: Settings;
  /** The credential as text (JSON or a token); null where the provider needs none. */
  readonly credential: string | null;
  /** When set, every host of the provider is asked here instead. No trailing slash. */
  readonly endpoint: string | null;
  /** The file of a connection's `file`. */
  readonly exported: (file: string) => ExportedFile;
}

/** What a person exported from a provider by hand, and where it is looked for. */
export interface ExportedFile {
  /** The file's name alone, for the evidence. */
  readonly name: string;
  /** Where it lies or ought to, for people. */
  readonly place: string;
  /** What brings a new export there; null where making it is enough. */
  readonly handOver: string | null;
  /** Rejects, with a `code`, when it is not there or cannot be read. */
  read(): Promise<Buffer>;
}

/** Where the collector of one dataset puts what it finds. */
export interface DatasetSink<Row extends object = object> {
  /** Asks the provider; every request and answer becomes part of this dataset's evidence. */
  readonly fetch: Fetch;
  /** Adds records, counted as coming from the last answer. */
  add(rows: readonly Row[]): Promise<void>;
  /** Makes the dataset partial without stopping it. The first problem stands; later ones only add to its message. */
  fault(problem: Problem): void;
  /** What the evidence says of its source. May be called again; later values win. */
  source(facts: SourceFacts): void;
  /** Keeps a file that a person exported as this dataset's raw evidence (instead of, or beside, API answers). */
  keepExport(file: { name: string; bytes: Buffer; records: number }): Promise<void>;
  /** Registers a value that must never be written anywhere. */
  secret(value: string): void;
}

/** What was answered to a dataset that has its document. */
export interface RecordedClient {
  readonly client: ProviderClient<ProviderRequest>;
  /** How many records were taken of it where time was up; null where it was not. */
  readonly recordsInTime: number | null;
}

/** One connection being collected. Datasets run one after the other; one that fails does not stop the next. */
export interface CollectSession<Settings = unknown> {
  readonly connection: ConnectionInput<Settings>;
  readonly needs: CollectNeeds;
  /**
   * Collects one dataset. Errors of `work` become the dataset's problem. Resolves to whether the dataset is whole.
   */
  dataset<Row extends object>(
    dataset: Dataset<Row>,
    work: (sink: DatasetSink<Row>) => Promise<void>,
  ): Promise<boolean>;
  /**
   * What was answered to a dataset that an earlier attempt at this night finished; null where it is to be collected. Those
   * that come after it must be told what its evidence says, and not what the provider says now.
   */
  recorded(dataset: string, form: RecordedForm): Promise<RecordedClient | null>;
  /** The clock of this machine, which tokens are dated by. Not the run's nominal time. */
  readonly clock: () => Date;
  /** Aborted when the run is to stop. */
  readonly signal: AbortSignal | undefined;
}

/** One line of `exhibit doctor`: something that a dataset needs, and whether it is there. */
export interface ProbeResult {
  /** The dataset that the question belongs to. */
  readonly dataset: string;
  readonly verdict: 'pass' | 'fail' | 'unknown';
  /** What was found, or what is missing and how to grant it. */
  readonly message: string;
  /** When the credential ends (as the provider writes it), null when it has no end. Absent where nothing tells. */
  readonly expires?: string | null;
}

/** What `exhibit init` prints so that a person can grant what is needed. */
export interface ProviderSetup {
  /** A connection as it would stand in exhibit.yaml, with comments; indented by two spaces, beginning `- id:`. */
  readonly example: string;
  readonly scopes: readonly string[];
  /** Whether they are granted as one text, with commas between them. */
  readonly scopesTogether?: true;
  readonly steps: readonly string[];
}

/**
 * What is to be known of a provider by those who ask it nothing: the reading of the configuration, planning and judging.
 * Its file imports neither the client nor what collects, so that they need not be loaded.
 */
export interface ProviderManifest<Settings = unknown> {
  readonly id: string;
  readonly title: string;
  /** The provider's own keys of a connection. Unknown keys are errors. Made when a configuration is checked. */
  settings(): z.ZodMiniType<Settings>;
  /**
   * The forms that its keys and tokens have, so that one in a configuration is noticed: what it is, and a regular
   * expression long enough to spare ordinary names. An empty list says that they have none of their own.
   */
  readonly tokens: readonly TokenForm[];
  /** Whether a connection must name its credentials. */
  readonly needsCredentials: boolean;
  /** In the order in which they are collected. */
  readonly datasets: readonly AnyDataset[];
  /** Whether it is declared: those share their code, and so a function on AWS. Absent for no. */
  readonly isDeclared?: true;
}

export interface Provider<Settings = unknown> extends ProviderManifest<Settings> {
  readonly setup: ProviderSetup;
  /** What of earlier nights its readers go back to; null, or absent, where each night stands for itself. */
  readonly recalls?: (connection: ReaderInput<Settings>['connection']) => Recall | null;
  /** What makes records and problems of answers, for collecting them and for reading them again from what was kept. */
  readonly read: (input: ReaderInput<Settings>) => ConnectionReader<ProviderRequest>;
  collect(session: CollectSession<Settings>): Promise<void>;
  /** Asks the smallest question per dataset. Uses the same session machinery; nothing is kept. */
  probe(session: CollectSession<Settings>): Promise<readonly ProbeResult[]>;
}

/** A provider with what is judged of it. Whoever only collects loads none of that. */
export interface ListedManifest extends AnyManifest {
  /** What is judged of it, and where its accounts are. */
  readonly service: Service;
}

/** A provider whose settings' type is its own business; the configuration checked them by its schema. */
export type AnyProvider = Provider<never>;

export type AnyManifest = ProviderManifest<never>;

/** Keeps the settings' type inside the provider while providers of different settings stand in one list. */
export function anyProvider<Settings>(provider: Provider<Settings>): AnyProvider {
  return provider as unknown as AnyProvider;
}

export function listed<Settings>(manifest: ProviderManifest<Settings>, service: Service): ListedManifest {
  return { ...(manifest as unknown as AnyManifest), service };
}

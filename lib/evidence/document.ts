import type { Problem } from './problem.ts';

/** `complete`: everything was seen. `empty`: complete, and there is nobody. `partial`: cut short. `failed`: nothing usable. */
export type Completeness = 'complete' | 'partial' | 'empty' | 'failed';

/** `api`: asked of the provider. `derived`: worked out from a baseline and events. `export`: a file that a person exported. `manual`: a person's word. */
export type Origin = 'api' | 'derived' | 'export' | 'manual';

/** One question and its answer, in the order asked. Retries are requests of their own. */
export interface RecordedRequest {
  /** HTTP method; `FILE` for what a person or a library handed over instead of an answer. */
  readonly method: string;
  /** With secrets blanked out. */
  readonly url: string;
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  readonly requestId: string | null;
  /** The provider's `Date` header as an RFC 3339 time. */
  readonly providerDate: string | null;
  /** Size of the body as received. */
  readonly bytes: number;
  /** SHA-256 of the body as received, hex. */
  readonly sha256: string | null;
  /** How many records came out of this answer. */
  readonly records: number;
}

/** A file of the run, named relative to its evidence document. */
export interface FileReference {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface RecordsReference extends FileReference {
  readonly count: number;
  /** What the lines are sorted by. */
  readonly order: string;
}

export interface Collector {
  readonly version: string;
  readonly commit: string | null;
  readonly node: string;
  /** `schedule` or `manual`. */
  readonly trigger: string;
  readonly by: string | null;
}

/** What one dataset of one connection was, and how it was asked. Stored as canonical JSON; `contract.md` fixes it. */
export interface EvidenceDocument {
  readonly schema: 'exhibit/evidence/v1';
  /** The run's nominal time, RFC 3339, UTC, seconds. */
  readonly run: string;
  readonly connection: string;
  readonly provider: string;
  readonly dataset: string;
  readonly origin: Origin;
  readonly tenant: { readonly id: string | null; readonly name: string | null } | null;
  /** Who asked, as the provider knows it. */
  readonly principal: string | null;
  readonly scopes: readonly string[];
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Provider's clock minus ours, in milliseconds; null when no answer carried a date. */
  readonly clockSkewMs: number | null;
  readonly completeness: Completeness;
  readonly problem: Problem | null;
  readonly population: { readonly records: number; readonly strata: Readonly<Record<string, number>> };
  readonly requests: readonly RecordedRequest[];
  readonly records: RecordsReference | null;
  readonly raw: FileReference | null;
  /** When an export was made; null for what was asked of an API. */
  readonly exportedAt?: string | null;
  /** When the credential that asked ends, RFC 3339; absent where the provider does not tell. */
  readonly credentialEnds?: string;
  /** Where the next night's collection goes on, for datasets of events. Opaque to all but the provider. */
  readonly continuation?: Readonly<Record<string, string>> | null;
  readonly collector: Collector;
}

/** Completeness from what was seen: a problem with records is partial, without is failed. */
export function completenessOf(records: number, problem: Problem | null): Completeness {
  if (problem) return records > 0 ? 'partial' : 'failed';
  return records > 0 ? 'complete' : 'empty';
}

/** Whether everything that was there to be seen was seen. */
export function isWhole(document: Pick<EvidenceDocument, 'completeness'>): boolean {
  return document.completeness === 'complete' || document.completeness === 'empty';
}

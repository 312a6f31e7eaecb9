import type { Completeness } from '../../evidence/document.ts';
import type { ProblemCode } from '../../evidence/problem.ts';
import type { RunStatus } from '../../runs/findings-document.ts';

/** What the state machine gives each function and gets back. All of it is small, and none of it is a secret. */

export interface PlanEvent {
  /** What the state machine was started with: the scheduled time (RFC 3339), or a run's own nominal time when it is named by hand. */
  readonly asked: { readonly time: string } | { readonly run: string };
  /** The configuration that was deployed. A run that goes by another one already is gone on with by that. */
  readonly configuration: DeployedConfiguration;
}

export interface DeployedConfiguration {
  /** `s3://bucket/key` of the object. */
  readonly location: string;
  /** Of its bytes, hex. */
  readonly sha256: string;
}

export interface PlanOutput {
  /** Nominal time, RFC 3339, UTC, whole seconds: the run's id. */
  readonly run: string;
  /** The run has a seal: nothing is to be collected, concluded or sealed. */
  readonly already: boolean;
  /** Where the steps of this execution leave what came of it, below `EXHIBIT_NIGHTS`: `runs/<run>/<id>`. */
  readonly night: string;
  /**
   * What is to be collected. Empty when the run is sealed, and when it was concluded and lacks only its seal. Null for more
   * than forty: all of them are in the list at that place.
   */
  readonly connections: readonly PlannedConnection[] | null;
}

export interface PlannedConnection {
  readonly id: string;
  /** Which function collects it: each provider has its own. */
  readonly provider: string;
}

export interface CollectEvent {
  readonly run: string;
  readonly night: string;
  readonly connection: string;
  /** What the call before gave; null for the first, and for a call after a crash. */
  readonly cursor: string | null;
}

export interface CollectOutput {
  readonly connection: string;
  readonly provider: string;
  /** Whether every dataset has its document. Otherwise the function is to be called again with `cursor`. */
  readonly done: boolean;
  readonly cursor: string | null;
}

/** What a collecting function leaves when it is done. */
export interface CollectedOutcome {
  readonly connection: string;
  readonly provider: string;
  readonly datasets: readonly CollectedSummary[];
}

export interface CollectedSummary {
  readonly dataset: string;
  readonly completeness: Completeness;
  readonly records: number;
  readonly problem: ProblemCode | null;
}

/** What the state machine leaves of a connection whose function failed: the error that it caught, as Step Functions writes it. */
export interface CollectFailure {
  readonly connection: string;
  readonly provider: string;
  readonly error: { readonly Error: string; readonly Cause?: string };
}

/** How collecting a connection ended: done, failed with an error, or nobody knows how. */
export type Outcome =
  | CollectFailure
  | { readonly connection: string; readonly provider: string; readonly ended: 'done' | 'unknown' };

export interface ConcludeEvent {
  readonly run: string;
  /** Of the plan. A run that is concluded, and of which Athena is to be told, is concluded again without. */
  readonly night?: string | undefined;
}

export interface ConcludeOutput {
  readonly run: string;
  readonly status: RunStatus;
}

export interface SealEvent {
  readonly run: string;
  /** When the execution began that asks, RFC 3339: what was begun before that was cut off. */
  readonly startedAt?: string | undefined;
}

/** A signature that the packaging function asks for. What is signed is made of what lies there, once it was checked. */
export interface SignPackageEvent {
  /** The key of the package's manifest in the place of packages: `manifests/<SHA-256>.json`. */
  readonly package: string;
}

export interface SignPackageOutput {
  /** The text of `manifest.sigstore.json`. */
  readonly bundle: string;
}

export interface SealOutput {
  readonly run: string;
  readonly sequence: number;
  /** Of the seal in the locker. */
  readonly path: string;
  /** Of the seal's file: the head of the chain. */
  readonly sha256: string;
  readonly status: RunStatus;
}

export interface AlertEvent {
  readonly run: string;
}

export interface AlertOutput {
  readonly run: string;
  /** Events that went out now; 0 when they had gone out before. */
  readonly sent: number;
}

/** What came of an alarm that changed. */
export interface AlarmOutput {
  readonly alarm: string;
  /** 1 where it was posted to the webhook, 0 where nothing began or ended. */
  readonly sent: number;
}

import type { Configuration, Connection } from '../config/configuration.ts';
import type { Collector } from '../evidence/document.ts';
import type { Locker } from '../locker/locker.ts';
import type { AnyManifest, AnyProvider, ExportedFile } from '../providers/provider.ts';
import type { SignerMemory } from '../seal/memory/signer-memory.ts';
import type { Signer } from '../seal/signer.ts';
import type { Witness } from '../seal/witness/rekor.ts';

/** What every step of one run is given. Nothing in a step reads the clock or the environment by itself. */
export interface StepContext {
  readonly configuration: Configuration;
  readonly locker: Locker;
  /** Those that the configuration may name. Only collecting needs more of them than what they are. */
  readonly providers: ReadonlyMap<string, AnyManifest>;
  /** Nominal time, RFC 3339, UTC, whole seconds. */
  readonly run: string;
  /** The clock of time stamps. Controls see `run` instead. */
  readonly now: () => Date;
  /** Whether an earlier night is being ended that was cut off: then nothing of today may count for it. */
  readonly recovering?: true;
  readonly collector: Collector;
  /** Folder for unfinished files. */
  readonly scratch: string;
  readonly progress: Progress;
}

/** What beginning a run is given besides. */
export interface PlanContext extends StepContext {
  /** What the key signed last: a locker that is older than that is refused. */
  readonly memory: SignerMemory;
  /** With `trustedKeys`: where it is at hand, also seals that came after the remembered one are held against it. */
  readonly signer?: Signer;
  readonly trustedKeys?: () => Promise<readonly string[]>;
}

/** What collecting is given besides. */
export interface CollectContext extends StepContext {
  readonly providers: ReadonlyMap<string, AnyProvider>;
  /** Whether the nominal time was given by hand rather than read from the clock. */
  readonly nominalGiven: boolean;
  /** The credential of a connection as text; throws with what is missing. */
  readonly secretOf: (connection: Connection) => Promise<string | null>;
  /** The file that a connection names with `file`. Default: it lies where the configuration says. */
  readonly exported?: (connection: Connection, file: string) => ExportedFile;
  /** Waits between retries; tests pass one that does not. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly random?: () => number;
  readonly signal?: AbortSignal;
  /** When all collecting is to be done, on the clock of `performance`. Default: each dataset's own limit alone counts. */
  readonly endsAt?: number;
  /**
   * Until when a connection may be patient, on the clock of `performance`, where somebody waits for the answer: afterwards each
   * question is asked once, for some seconds. Default: every request has the connection's own patience.
   */
  readonly patientUntil?: number;
}

/** What sealing is given besides. */
export interface SealContext extends PlanContext {
  readonly signer: Signer;
  /** Reads the public keys (PEM), besides the signer's own, that seals may have been made with. */
  readonly trustedKeys: () => Promise<readonly string[]>;
  /** SHA-256 of the one file that all of the sealing code is in; nothing where it runs from its sources. */
  readonly bundle?: string | null;
  /** Who attests the time of seals; certificates as PEM. */
  readonly timestamps: { readonly authority: string; readonly certificates: readonly string[] } | null;
  /** A public log that has the signatures of seals; with the keys (PEM) of logs that are trusted besides Sigstore's own. */
  readonly witness?: (Witness & { readonly keys: readonly string[] }) | null;
}

/** What a whole night needs where one process does all of it. */
export interface RunContext extends CollectContext, SealContext {
  readonly providers: ReadonlyMap<string, AnyProvider>;
}

/** What asking a provider needs, whether or not it is kept. */
export type RequestContext = Omit<CollectContext, 'locker'>;

/** What asking without keeping needs. */
export type ProbeContext = Omit<RequestContext, 'run' | 'nominalGiven'>;

/** What happens while it happens; the terminal draws it, other places log it. */
export interface Progress {
  readonly connection: (event: ConnectionProgress) => void;
  readonly step: (name: 'collect' | 'conclude' | 'seal') => void;
}

export type ConnectionProgress =
  | { readonly connection: string; readonly kind: 'started' }
  | {
      readonly connection: string;
      readonly kind: 'records';
      readonly dataset: string;
      readonly count: number;
    }
  | {
      readonly connection: string;
      readonly kind: 'dataset';
      readonly dataset: string;
      readonly completeness: string;
      readonly count: number;
      readonly problem: string | null;
    }
  | {
      /** One attempt. */
      readonly connection: string;
      readonly kind: 'request';
      readonly method: string;
      /** Without secrets. */
      readonly url: string;
      /** Null when no whole answer came. */
      readonly status: number | null;
      readonly milliseconds: number;
      readonly bytes: number;
    }
  | { readonly connection: string; readonly kind: 'finished' };

export const silent: Progress = { connection: () => {}, step: () => {} };

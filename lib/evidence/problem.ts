import { ExhibitError } from '../error.ts';

/** Why a dataset is not whole. The list is closed: scripts may branch on it. */
export const problemCodes = [
  /** The provider knows who asks and says no (403, or a refusal in its own form). */
  'denied',
  /** The provider does not accept the credential (401, `invalid_grant`, `unauthorized_client`). */
  'unauthenticated',
  /** The provider asked us to slow down for longer than the connection's `patience`. */
  'rate-limited',
  /** No usable answer: connection refused or closed, 5xx. */
  'unavailable',
  /** The connection is not to be trusted: its certificate is unknown, expired or another host's. Asking again is no help. */
  'untrusted',
  /** No answer in time. */
  'timeout',
  /** An answer that is not what the provider documents: not JSON, wrong shape, an id that comes twice. */
  'malformed',
  /** The list was cut short: a page token that repeats, pages without end. */
  'truncated',
  /** The answer came, the field did not: the credential may not see it. */
  'not-visible',
  /** Nothing was asked, because the configuration gives no means to. */
  'not-configured',
  /** The provider refused the question itself (400, 404, 422). */
  'rejected',
  /** An exported file is older than the connection allows. */
  'stale',
  /** The collection stopped before this dataset was done. */
  'interrupted',
  /** The person who started the run left this connection out. */
  'not-asked',
  /** Exhibit itself failed here; the message says where. */
  'internal',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

const passing: ReadonlySet<ProblemCode> = new Set(['rate-limited', 'unavailable', 'timeout']);

/** Whether the same question may be answered in a moment, though nobody does anything. */
export function mayPass({ code }: { readonly code: ProblemCode }): boolean {
  return passing.has(code);
}

/** Whether another night may bring the answer, though nobody does anything: what was only cut short included. */
export function mayPassAnotherNight({ code }: { readonly code: ProblemCode }): boolean {
  return code === 'interrupted' || passing.has(code);
}

export interface Problem {
  readonly code: ProblemCode;
  /** One sentence for a person: what happened, where, what to do. Never holds a secret. */
  readonly message: string;
}

export interface CollectErrorOptions extends ErrorOptions {
  /** Default: that of the cause. */
  readonly status?: number | null;
}

/** Raised while collecting; the dataset that was being collected becomes partial or failed because of it. */
export class CollectError extends ExhibitError<ProblemCode> {
  override readonly name = 'CollectError';

  /** The HTTP status that it came of, also where it was explained since; null where there was none. */
  readonly status: number | null;

  constructor(code: ProblemCode, message: string, options: CollectErrorOptions = {}) {
    super(code, message, options);
    this.status = options.status ?? findCollectError(options.cause)?.status ?? null;
  }

  get problem(): Problem {
    return { code: this.code, message: this.message };
  }
}

/** The `CollectError` at the bottom of an error that a vendor's client wrapped, if there is one. */
export function findCollectError(error: unknown): CollectError | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++)
    if (at instanceof CollectError) return at;
  return undefined;
}

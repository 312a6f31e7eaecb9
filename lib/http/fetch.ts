export interface FetchInit extends RequestInit {
  /** The answer holds a secret, such as a token: it is never kept, only its status and size. */
  readonly confidential?: boolean;
  /**
   * Secrets of a session that signs this request and others: blanked out of what is kept of those that are given the same
   * list, and looked for in no other answer.
   */
  readonly own?: readonly string[];
  /** What proves this request alone, and a refusal may quote. */
  readonly proof?: string | undefined;
  /** The secrets in a successful answer as they stand in it, which are blanked out of what is kept. Where it finds none, nothing is kept. */
  readonly secretsIn?: (response: string) => readonly string[];
  /** Secrets that a successful answer may hold among much else, as they stand in it: blanked out of what is kept. */
  readonly mayHold?: (response: string) => readonly string[];
  /** Awaited before every attempt that is really made, so that a service is asked no faster than it allows. */
  readonly turn?: () => Promise<void>;
}

/**
 * The part of the web's `fetch` that clients are given. Resolves only to a successful answer whose body was
 * read whole; throws `CollectError` for everything else.
 */
export type Fetch = (url: string | URL, init?: FetchInit) => Promise<Response>;

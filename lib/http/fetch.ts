export interface FetchInit extends RequestInit {
  /** The answer holds a secret, such as a token: it is never kept, only its status and size. */
  readonly confidential?: boolean;
}

/**
 * The part of the web's `fetch` that clients are given. Resolves only to a successful answer whose body was
 * read whole; throws `CollectError` for everything else.
 */
export type Fetch = (url: string | URL, init?: FetchInit) => Promise<Response>;

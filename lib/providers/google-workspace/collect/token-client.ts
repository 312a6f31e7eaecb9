import type { Fetch } from '../../../http/fetch.ts';

/** The part of a dataset's sink that asking for a token takes: the request becomes that dataset's evidence. */
export interface TokenClient {
  readonly fetch: Fetch;
  secret(value: string): void;
}

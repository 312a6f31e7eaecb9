/** The part of the web's `fetch` that clients use here. Throws `CollectError` for every answer that is not usable. */
export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

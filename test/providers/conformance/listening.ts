/** What was sent over HTTP while something was done. */
export interface Heard {
  /** Origins that were asked. */
  readonly origins: ReadonlySet<string>;
  /** What stood in `Authorization`, without the word in front. */
  readonly tokens: ReadonlySet<string>;
}

/** Does something and listens to every request that goes out meanwhile. */
export async function listening(work: () => Promise<void>): Promise<Heard> {
  const heard = { origins: new Set<string>(), tokens: new Set<string>() };
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    const request = input instanceof Request ? input : null;
    heard.origins.add(new URL(request?.url ?? String(input)).origin);
    const token = new Headers(init?.headers ?? request?.headers).get('authorization');
    if (token !== null) heard.tokens.add(token.replace(/^\S+ /, ''));
    return fetch(input, init);
  };
  try {
    await work();
  } finally {
    globalThis.fetch = fetch;
  }
  return heard;
}

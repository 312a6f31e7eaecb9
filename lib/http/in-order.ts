import type { Exchange } from './exchange.ts';
import type { Fetch } from './fetch.ts';

type Record = (exchange: Exchange) => void | Promise<void>;

/**
 * A fetch whose calls may be under way side by side. What they record goes on record in the order in which they were
 * begun, and each has its answer when those before it have theirs, so that equal questions leave equal evidence.
 */
export function inOrder(make: (record: Record) => Fetch, record: Record): Fetch {
  let before: Promise<void> = Promise.resolve();
  return (url, init) => {
    const turn = before;
    const fetch = make(async (exchange) => {
      await turn;
      await record(exchange);
    });
    const response = fetch(url, init);
    before = response.then(nothing, nothing).then(() => turn);
    return response;
  };
}

function nothing(): void {}

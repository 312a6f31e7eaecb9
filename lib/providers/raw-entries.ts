import type { Exchange } from '../http/exchange.ts';

/** What a person or a library handed over instead of an answer. */
export interface HandedOver {
  readonly file: string;
  readonly body: Buffer;
}

/** A line of a raw file. */
export type RawEntry = Exchange | HandedOver;

/** Raw entries, of which the next one can be looked at before it is taken. */
export interface RawEntries {
  peek(): Promise<RawEntry | null>;
  take(): Promise<void>;
}

export function lookAhead(entries: AsyncIterable<RawEntry>): RawEntries {
  const iterator = entries[Symbol.asyncIterator]();
  let next: Promise<RawEntry | null> | null = null;
  const peek = (): Promise<RawEntry | null> => {
    next ??= iterator.next().then(({ done, value }) => (done ? null : value));
    return next;
  };
  return {
    peek,
    async take() {
      await peek();
      next = null;
    },
  };
}

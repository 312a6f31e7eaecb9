import type { HistoryOptions, Told } from './history.ts';

/** How many made-up accounts are lived through, half of them plain; `EXHIBIT_HISTORIES=1000` takes some minutes. */
const histories = Number(process.env.EXHIBIT_HISTORIES ?? 12);

export const nights = 120;

/** Of all histories a share, by their seeds. */
export function seeds(first: number, share: number, besides: readonly number[] = []): readonly number[] {
  const own = Array.from({ length: Math.ceil(histories * share) }, (_, at) => first + at);
  return [...new Set([...own, ...besides])];
}

export function sumOf(told: readonly Told[], of: (one: Told) => number): number {
  return told.reduce((total, one) => total + of(one), 0);
}

/** The options of one history. */
export function optionsOf(kind: HistoryOptions['kind'], seed: number): HistoryOptions {
  return { kind, nights, seed };
}

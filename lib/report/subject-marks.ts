import type { FindingInterval } from './model.ts';
import type { SubjectMarks } from './page-data.ts';

const ranks = { none: 0, waived: 1, unknown: 2, fail: 3 } as const;
const letters = ['P', 'W', 'U', 'F'] as const;

/** The worst that any control said of each subject, by night, and how many controls spoke of it. */
export class WorstOfSubjects {
  readonly #subjects = new Map<
    number,
    { controls: number; from: number; to: number; worst: Uint8Array | null }
  >();
  readonly #nights: number;

  constructor(nights: number) {
    this.#nights = nights;
  }

  add(place: number, intervals: readonly FindingInterval[]): void {
    const [first, last] = [intervals[0], intervals.at(-1)];
    if (!first || !last) return;
    const known = this.#subjects.get(place) ?? { controls: 0, from: first.from, to: last.to, worst: null };
    known.controls++;
    known.from = Math.min(known.from, first.from);
    known.to = Math.max(known.to, last.to);
    for (const interval of intervals) {
      const rank = rankOf(interval);
      if (rank === ranks.none) continue;
      known.worst ??= new Uint8Array(this.#nights);
      for (let night = interval.from; night <= interval.to; night++)
        if ((known.worst[night] ?? 0) < rank) known.worst[night] = rank;
    }
    this.#subjects.set(place, known);
  }

  of(place: number): SubjectMarks {
    const known = this.#subjects.get(place);
    if (!known) return [0, 0, -1];
    return [known.controls, known.from, known.to, ...marksOf(known.worst)];
  }
}

function rankOf({ verdict, waiver }: FindingInterval): number {
  if (verdict === 'pass') return ranks.none;
  if (verdict === 'unknown') return ranks.unknown;
  return waiver ? ranks.waived : ranks.fail;
}

function marksOf(worst: Uint8Array | null): [number, number, string][] {
  const marks: [number, number, string][] = [];
  for (const [night, rank] of (worst ?? []).entries()) {
    const letter = letters[rank] ?? 'P';
    const last = marks.at(-1);
    if (letter === 'P') continue;
    if (last?.[2] === letter && last[1] === night - 1) last[1] = night;
    else marks.push([night, night, letter]);
  }
  return marks;
}

import { data } from './data.ts';
import { svg } from './dom.ts';
import { count, nightDay, stateText } from './texts.ts';

/**
 * Nights as a strip one unit high. What was wrong stands taller, so that shape says the same as colour: a pass is a low
 * line, unknown a middle block, a failure a full one; what was not judged is a dot's height, and no night is a gap.
 */
const heights: Readonly<Record<string, readonly [top: number, height: number]>> = {
  P: [13, 3],
  W: [10, 6],
  U: [6, 10],
  F: [0, 16],
  N: [14.5, 1.5],
};

export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly letter: string;
}

/** Segments of a string of letters, one a night. */
export function segmentsOf(states: string): Segment[] {
  const found: { from: number; to: number; letter: string }[] = [];
  for (let night = 0; night < states.length; night++) {
    const letter = states[night] ?? '-';
    const last = found.at(-1);
    if (last?.letter === letter) last.to = night;
    else found.push({ from: night, to: night, letter });
  }
  return found;
}

/**
 * @param what what the strip is of, for those who do not see it
 * @param least what is not a pass is drawn at least this part of the strip wide, so that one night of a year is seen
 */
export function strip(segments: readonly Segment[], what: string, least = 1 / 60): SVGElement {
  const paths = new Map<string, string>();
  const nights = data.nights.length;
  for (const { from, to, letter } of segments) {
    const [top, height] = heights[letter] ?? [0, 0];
    if (height === 0) continue;
    const width = letter === 'P' ? to - from + 1 : Math.max(to - from + 1, nights * least);
    const left = Math.max(0, Math.min(from, nights - width));
    paths.set(letter, `${paths.get(letter) ?? ''}M${left} ${top}h${width}v${height}h${-width}z`);
  }
  return svg(
    'svg',
    {
      class: 'strip',
      viewBox: `0 0 ${Math.max(1, data.nights.length)} 16`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': `${what}: ${described(segments)}`,
    },
    ...[...paths].map(([letter, d]) => svg('path', { class: `s-${classes[letter]}`, d })),
  );
}

export const classes: Readonly<Record<string, string>> = {
  P: 'pass',
  F: 'fail',
  U: 'unknown',
  A: 'fair',
  W: 'waived',
  N: 'none',
  '-': 'gap',
};

function described(segments: readonly Segment[]): string {
  const nights = new Map<string, number>();
  for (const { from, to, letter } of segments) nights.set(letter, (nights.get(letter) ?? 0) + to - from + 1);
  const sums = [...nights].map(([letter, of]) => `${stateText[letter] ?? letter} on ${count(of, 'night')}`);
  const failing = segments.filter(({ letter }) => letter === 'F').slice(0, 5);
  const when = failing.map(({ from, to }) =>
    from === to ? nightDay(from) : `${nightDay(from)} to ${nightDay(to)}`,
  );
  return `${sums.join(', ')}${when.length > 0 ? `; failing ${when.join(', ')}` : ''}`;
}

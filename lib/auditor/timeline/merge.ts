import type { Track } from './track.ts';

/** What all nights say under one key. */
export interface Merged {
  readonly key: string;
  /** The nights that have a line under it, ascending, and the line of each. */
  readonly nights: readonly number[];
  readonly lines: readonly string[];
}

interface Head {
  readonly night: number;
  readonly track: Track;
  line: string;
  key: string;
}

/**
 * Walks the lines of all nights at once, each night's in ascending order of its keys (UTF-16 code units), and gives one
 * key after the other with the lines of every night that has it. Memory does not grow with the number of lines. Where a
 * night is out of order, a key may come more than once.
 * @param tracks one for each night; null for a night without lines
 * @param keyOf must be the same for the same line
 */
export async function* mergeNights(
  tracks: readonly (Track | null)[],
  keyOf: (line: string) => string,
): AsyncGenerator<Merged> {
  const known = { line: '', key: '' };
  const keyed = (line: string): string => {
    // Most lines are what the night before had, letter for letter.
    if (line === known.line) return known.key;
    known.key = keyOf(line);
    known.line = line;
    return known.key;
  };
  let heads = await openAll(tracks, keyed);
  while (heads.length > 0) {
    const first = smallest(heads);
    const own = heads.filter(({ key }) => key === first);
    yield { key: first, nights: own.map(({ night }) => night), lines: own.map(({ line }) => line) };
    if (await advanceAll(own, keyed)) heads = heads.filter(({ track }) => track.line !== null);
  }
}

async function openAll(tracks: readonly (Track | null)[], keyed: (line: string) => string): Promise<Head[]> {
  await Promise.all(tracks.map((track) => track?.fetch()));
  return tracks.flatMap((track, night): Head[] => {
    const line = track?.line ?? null;
    return track && line !== null ? [{ night, track, line, key: keyed(line) }] : [];
  });
}

function smallest(heads: readonly Head[]): string {
  let least = heads[0]?.key ?? '';
  for (const { key } of heads) if (key < least) least = key;
  return least;
}

/** Returns whether a night came to its end. */
async function advanceAll(heads: readonly Head[], keyed: (line: string) => string): Promise<boolean> {
  const dry = heads.filter(({ track }) => !track.advance());
  if (dry.length > 0) await Promise.all(dry.map(({ track }) => track.fetch()));
  let ended = false;
  for (const head of heads) {
    const { line } = head.track;
    if (line === null) ended = true;
    else {
      head.line = line;
      head.key = keyed(line);
    }
  }
  return ended;
}

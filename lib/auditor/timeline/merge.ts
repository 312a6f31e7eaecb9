import type { Track } from './track.ts';

/** What all nights say under one key. */
export interface Merged {
  readonly key: string;
  /** The nights that have a line under it, ascending, and the line of each. */
  readonly nights: readonly number[];
  readonly lines: readonly string[];
}

interface Keyed {
  readonly line: string;
  readonly key: string;
}

interface Head {
  readonly night: number;
  readonly track: Track;
  now: Keyed;
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
  let known: Keyed = { line: '', key: '' };
  const keyed = (line: string): Keyed => {
    // Most lines are what the night before had, letter for letter; then they become the same one, which is soon compared.
    if (line !== known.line) known = { line, key: keyOf(line) };
    return known;
  };
  let heads = await openAll(tracks, keyed);
  while (heads.length > 0) {
    const first = smallest(heads);
    const own = heads.filter(({ now }) => now.key === first);
    yield { key: first, nights: own.map(({ night }) => night), lines: own.map(({ now }) => now.line) };
    if (await advanceAll(own, keyed)) heads = heads.filter(({ track }) => track.line !== null);
  }
}

async function openAll(tracks: readonly (Track | null)[], keyed: (line: string) => Keyed): Promise<Head[]> {
  await Promise.all(tracks.map((track) => track?.fetch()));
  return tracks.flatMap((track, night): Head[] => {
    const line = track?.line ?? null;
    return track && line !== null ? [{ night, track, now: keyed(line) }] : [];
  });
}

function smallest(heads: readonly Head[]): string {
  let least = heads[0]?.now.key ?? '';
  for (const { now } of heads) if (now.key < least) least = now.key;
  return least;
}

/** Returns whether a night came to its end. */
async function advanceAll(heads: readonly Head[], keyed: (line: string) => Keyed): Promise<boolean> {
  const dry = heads.filter(({ track }) => !track.advance());
  if (dry.length > 0) await Promise.all(dry.map(({ track }) => track.fetch()));
  let ended = false;
  for (const head of heads) {
    const { line } = head.track;
    if (line === null) ended = true;
    else head.now = keyed(line);
  }
  return ended;
}

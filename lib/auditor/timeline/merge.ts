import { setImmediate } from 'node:timers/promises';
import type { Track } from './track.ts';

/** A line with the key by which it is known. */
export interface Keyed {
  readonly line: string;
  readonly key: string;
}

/** Nights in a row with the very same line under a key. Nights that say nothing may lie within. */
export interface Stretch<Line extends Keyed> {
  readonly from: number;
  readonly to: number;
  readonly said: Line;
  /** Whether no night lies between it and the one before that says something and has no such key. */
  readonly follows: boolean;
}

/** What all nights say under one key. */
export interface Merged<Line extends Keyed> {
  readonly key: string;
  /** By night. */
  readonly stretches: readonly Stretch<Line>[];
}

/** A night whose lines are walked. */
export interface NightTrack {
  readonly track: Track | null;
  /** Whether it says something: a key that it does not have is missing then. */
  readonly speaks: boolean;
}

interface Head<Line extends Keyed> {
  readonly night: number;
  readonly track: Track;
  /** How many nights before it say something. */
  readonly spoken: number;
  said: Line;
}

/** A locker may answer at once, and others wait for their turn: files are being zipped meanwhile. */
const keysPerTurn = 16;

/**
 * Walks the lines of all nights at once, each night's in ascending order of its keys (UTF-16 code units), and gives one
 * key after the other with the lines of every night that has it. Memory does not grow with the number of lines. Where a
 * night is out of order, a key may come more than once.
 * @param read makes of a line what it says, told what was read just before; must give the same key for the same line
 */
export async function* mergeNights<Line extends Keyed>(
  nights: readonly NightTrack[],
  read: (line: string, before: Line | null) => Line,
): AsyncGenerator<Merged<Line>> {
  let known: Line | null = null;
  const keyed = (line: string): Line => {
    // Most lines are what the night before had, letter for letter; then they become the same one, which is soon compared.
    if (known === null || line !== known.line) known = read(line, known);
    return known;
  };
  let heads = await openAll(nights, keyed);
  for (let count = 1; heads.length > 0; count++) {
    if (count % keysPerTurn === 0) await setImmediate();
    const key = smallest(heads);
    yield { key, stretches: stretchesOf(heads, key) };
    const dry = takeAll(heads, key);
    if (dry.length > 0) await Promise.all(dry.map(({ track }) => track.fetch()));
    if (readAll(heads, key, keyed)) heads = heads.filter(({ track }) => track.line !== null);
  }
}

async function openAll<Line extends Keyed>(
  nights: readonly NightTrack[],
  keyed: (line: string) => Line,
): Promise<Head<Line>[]> {
  await Promise.all(nights.map(({ track }) => track?.fetch()));
  const heads: Head<Line>[] = [];
  let spoken = 0;
  for (const [night, { track, speaks }] of nights.entries()) {
    const line = track?.line ?? null;
    if (track && line !== null) heads.push({ night, track, spoken, said: keyed(line) });
    if (speaks) spoken++;
  }
  return heads;
}

function smallest(heads: readonly Head<Keyed>[]): string {
  let least = heads[0]?.said.key ?? '';
  for (const { said } of heads) if (said.key !== least && said.key < least) least = said.key;
  return least;
}

function stretchesOf<Line extends Keyed>(heads: readonly Head<Line>[], key: string): Stretch<Line>[] {
  const stretches: { from: number; to: number; said: Line; follows: boolean }[] = [];
  let last: (typeof stretches)[number] | undefined;
  let spoken = 0;
  for (const head of heads) {
    if (head.said.key !== key) continue;
    const follows = last !== undefined && head.spoken === spoken + 1;
    if (last && follows && (last.said === head.said || last.said.line === head.said.line))
      last.to = head.night;
    else {
      last = { from: head.night, to: head.night, said: head.said, follows };
      stretches.push(last);
    }
    spoken = head.spoken;
  }
  return stretches;
}

/** Takes the line under a key from every night that has it, and gives those that have to fetch the next one. */
function takeAll<Line extends Keyed>(heads: readonly Head<Line>[], key: string): Head<Line>[] {
  const dry: Head<Line>[] = [];
  for (const head of heads) if (head.said.key === key && !head.track.advance()) dry.push(head);
  return dry;
}

/** Reads the next line of every night whose last one was under a key. Returns whether a night came to its end. */
function readAll<Line extends Keyed>(
  heads: readonly Head<Line>[],
  key: string,
  keyed: (line: string) => Line,
): boolean {
  let ended = false;
  for (const head of heads) {
    if (head.said.key !== key) continue;
    const { line } = head.track;
    if (line === null) ended = true;
    else head.said = keyed(line);
  }
  return ended;
}

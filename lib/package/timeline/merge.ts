import { setImmediate } from 'node:timers/promises';
import type { Track } from './track.ts';

/** A line with the key by which it is known. */
export interface Keyed {
  readonly line: string;
  readonly key: string;
}

/** Nights in a row with the very same line under a key. Nights that say nothing may lie within. */
export interface LineInterval<Line extends Keyed> {
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
  readonly intervals: readonly LineInterval<Line>[];
}

/** A night whose lines are walked. */
export interface NightTrack {
  readonly track: Track | null;
  /** Whether it says something: a key that it does not have is missing then. */
  readonly speaks: boolean;
}

interface Head {
  readonly night: number;
  readonly track: Track;
  /** How many nights before it say something. */
  readonly spoken: number;
}

/** Nights in a row that say the same, and so are walked as one: by the first of them. */
interface SameNights<Line extends Keyed> {
  readonly heads: [Head, ...Head[]];
  /** The line that is next. */
  said: Line;
  /** Whether all that these nights have in common was taken. */
  isOver: boolean;
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
  await Promise.all(nights.map(({ track }) => track?.fetch()));
  let groups = groupsOf(headsOf(nights), keyed);
  for (let count = 1; groups.length > 0; count++) {
    if (count % keysPerTurn === 0) await setImmediate();
    const key = smallest(groups);
    yield { key, intervals: intervalsOf(groups, key) };
    const dry = goOn(groups, key);
    if (dry.length > 0) await Promise.all(dry.map(({ track }) => track.fetch()));
    groups = readAll(groups, key, keyed);
  }
}

function headsOf(nights: readonly NightTrack[]): Head[] {
  const heads: Head[] = [];
  let spoken = 0;
  for (const [night, { track, speaks }] of nights.entries()) {
    if (track) heads.push({ night, track, spoken });
    if (speaks) spoken++;
  }
  return heads;
}

/** Each at its next line; those that came to their end are left out. */
function groupsOf<Line extends Keyed>(
  heads: readonly Head[],
  keyed: (line: string) => Line,
): SameNights<Line>[] {
  const groups: SameNights<Line>[] = [];
  for (const head of heads) {
    const { track, spoken } = head;
    if (track.window === null) continue;
    const group = groups.at(-1);
    const last = group?.heads.at(-1);
    if (group && last?.track.window === track.window && last.spoken === spoken - 1) group.heads.push(head);
    else groups.push({ heads: [head], said: keyed(track.line), isOver: false });
  }
  return groups;
}

function smallest(groups: readonly SameNights<Keyed>[]): string {
  let least = groups[0]?.said.key ?? '';
  for (const { said } of groups) if (said.key !== least && said.key < least) least = said.key;
  return least;
}

function intervalsOf<Line extends Keyed>(
  groups: readonly SameNights<Line>[],
  key: string,
): LineInterval<Line>[] {
  const intervals: { from: number; to: number; said: Line; follows: boolean }[] = [];
  let last: (typeof intervals)[number] | undefined;
  let spoken = 0;
  for (const { heads, said } of groups) {
    if (said.key !== key) continue;
    const [begins, ends] = [heads[0], heads.at(-1) ?? heads[0]];
    const follows = last !== undefined && begins.spoken === spoken + 1;
    if (last && follows && (last.said === said || last.said.line === said.line)) last.to = ends.night;
    else {
      last = { from: begins.night, to: ends.night, said, follows };
      intervals.push(last);
    }
    spoken = ends.spoken;
  }
  return intervals;
}

/** Takes the line under a key from every night that has it, and gives those that have to fetch the next one. */
function goOn(groups: readonly SameNights<Keyed>[], key: string): Head[] {
  const dry: Head[] = [];
  for (const group of groups) {
    if (group.said.key !== key) continue;
    group.isOver = !group.heads[0].track.advance();
    if (group.isOver) for (const head of group.heads) if (!head.track.next()) dry.push(head);
  }
  return dry;
}

/** Reads the next line of every night whose last one was under a key, and parts the nights anew whose lines were over. */
function readAll<Line extends Keyed>(
  groups: SameNights<Line>[],
  key: string,
  keyed: (line: string) => Line,
): SameNights<Line>[] {
  let isOver = false;
  for (const group of groups) {
    if (group.said.key !== key) continue;
    if (group.isOver) isOver = true;
    else group.said = keyed(group.heads[0].track.line);
  }
  return isOver ? partedAnew(groups, keyed) : groups;
}

function partedAnew<Line extends Keyed>(
  groups: readonly SameNights<Line>[],
  keyed: (line: string) => Line,
): SameNights<Line>[] {
  const parted: SameNights<Line>[] = [];
  let over: Head[] = [];
  for (const group of groups) {
    if (group.isOver) {
      over = over.concat(group.heads);
      continue;
    }
    parted.push(...groupsOf(over, keyed), group);
    over = [];
  }
  parted.push(...groupsOf(over, keyed));
  return parted;
}

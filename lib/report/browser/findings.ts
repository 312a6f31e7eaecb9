import type { AppliedWaiver } from '../../judging/finding.ts';
import type { FindingFile, PackedInterval } from '../page-data.ts';
import { subjectsPerFile } from '../page-data.ts';
import { data, findingFile } from './data.ts';
import { type Child, h } from './dom.ts';
import type { Segment } from './strip.ts';

/** An interval of nights of one subject under one control, read from its packed form. */
export interface FindingInterval extends Segment {
  readonly reason: string;
  readonly waiver: AppliedWaiver | null;
  /** What it was when last seen. */
  readonly carried: string | null;
  readonly since: string | null;
  /** What was to be there, and what was; empty where nothing was compared. */
  readonly expected: string;
  readonly seen: string;
}

/** What was expected beside what was seen, in small print. */
export function comparison({ expected, seen }: FindingInterval): Child[] {
  return [
    expected !== '' && h('small', {}, `expected: ${expected}`),
    seen !== '' && h('small', {}, `seen: ${seen}`),
  ];
}

/** What one control said of one subject. */
export interface SubjectLine {
  readonly place: number;
  readonly intervals: readonly FindingInterval[];
}

export async function linesOf(control: number): Promise<SubjectLine[]> {
  const files = data.controls[control]?.files ?? [];
  const all = await Promise.all(files.map(async (file) => read(await findingFile(control, file), file)));
  return all.flat();
}

/** What a control said of one subject, or null. */
export async function lineOf(control: number, place: number): Promise<SubjectLine | null> {
  const file = Math.floor(place / subjectsPerFile);
  if (!data.controls[control]?.files.includes(file)) return null;
  // One row is read, and not the two thousand beside it.
  const from = await findingFile(control, file);
  const row = from.rows.find(([at]) => at === place % subjectsPerFile);
  return row ? lineFrom(from, row, file) : null;
}

const known = new WeakMap<FindingFile, SubjectLine[]>();

function read(from: FindingFile, file: number): SubjectLine[] {
  const read = known.get(from);
  if (read) return read;
  const lines = from.rows.map((row) => lineFrom(from, row, file));
  known.set(from, lines);
  return lines;
}

function lineFrom(
  from: FindingFile,
  [at, ...intervals]: FindingFile['rows'][number],
  file: number,
): SubjectLine {
  return {
    place: file * subjectsPerFile + at,
    intervals: intervals.map((interval) => unpackedInterval(from, interval)),
  };
}

const letters = ['P', 'F', 'U'] as const;

function unpackedInterval(
  from: FindingFile,
  [first, to, code, text = -1, waiver = -1, carried = -1, since, expected = -1, seen = -1]: PackedInterval,
): FindingInterval {
  const letter = letters[code] ?? 'U';
  const applied = from.waivers[waiver] ?? null;
  return {
    from: first,
    to,
    letter: letter === 'F' && applied ? 'W' : letter,
    reason: from.texts[text] ?? '',
    waiver: applied,
    carried: letters[carried] ?? null,
    since: since ?? null,
    expected: from.texts[expected] ?? '',
    seen: from.texts[seen] ?? '',
  };
}

/**
 * What a subject was on each night, one letter a night. An interval may run over nights that left no findings, and on
 * those nothing was said of anybody: they stay empty.
 */
export function nightsOf({ intervals }: SubjectLine, states: string): string {
  let letters = '';
  for (const { from, to, letter } of intervals) {
    letters = letters.padEnd(from, '-');
    for (let night = from; night <= to; night++) letters += judged(states, night) ? letter : '-';
  }
  return letters.padEnd(states.length, '-');
}

function judged(states: string, night: number): boolean {
  return 'PFU'.includes(states[night] ?? '-');
}

/** The interval that a night lies in. */
export function on(intervals: readonly FindingInterval[], night: number): FindingInterval | undefined {
  return intervals.find(({ from, to }) => from <= night && night <= to);
}

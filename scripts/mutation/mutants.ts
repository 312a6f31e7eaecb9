import { createHash } from 'node:crypto';
import { parseSync } from '@swc/core';
import { changesOf } from './changes.ts';

/** One small change of one file. */
export interface Mutant {
  /** A hash over the file's name, the line that is changed, and how; it stays when lines elsewhere change. */
  readonly id: string;
  readonly file: string;
  /** The first is 1. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
  /** The whole file with the change. */
  readonly text: string;
}

/** A change as bytes of the file. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly after: string;
}

/** Every change of a TypeScript file that should make some test fail. Types, imports and prose are left alone. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const bytes = Buffer.from(source);
  const { body } = parseSync(source, { syntax: 'typescript', target: 'es2022' });
  const seen = new Map<string, number>();
  return changesOf(body, bytes).map((change) => mutantOf(file, bytes, change, seen));
}

function mutantOf(file: string, bytes: Buffer, change: Change, seen: Map<string, number>): Mutant {
  const { start, end, after } = change;
  const lead = bytes.subarray(0, start).toString();
  const [before, rest] = [bytes.subarray(start, end).toString(), bytes.subarray(end).toString()];
  const line = lead.split('\n').length;
  const words = `${lead.slice(lead.lastIndexOf('\n') + 1)}|${before}|${after}|${rest.split('\n', 1)[0]}`;
  const name = JSON.stringify([file, words]);
  // Equal lines of one file are told apart by their order.
  const times = seen.get(name) ?? 0;
  seen.set(name, times + 1);
  const id = createHash('sha256').update(`${name}${times}`).digest('hex').slice(0, 12);
  return { id, file, line, before, after, text: `${lead}${after}${rest}` };
}

/** Some of them by the seed alone: a mutant keeps its place whatever others come or go. */
export function sampleOf<Of extends { readonly id: string }>(
  mutants: readonly Of[],
  seed: string,
  size: number,
): Of[] {
  const placeOf = ({ id }: Of) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  return mutants
    .map((mutant) => ({ mutant, place: placeOf(mutant) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant);
}

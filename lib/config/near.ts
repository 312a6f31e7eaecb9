import { findSecrets } from './suspicion.ts';

/** The candidate that a mistyped word was probably meant to be. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const allowed = Math.max(1, Math.floor(candidate.length / 4));
    if (Math.abs(candidate.length - word.length) > allowed) continue;
    const count = edits(wanted, candidate.toLowerCase());
    if (count <= allowed && count < fewest) [best, fewest] = [candidate, count];
  }
  return best;
}

/** What to do about a word that names nothing: the near miss if there is one, else everything that it could be. */
export function suggest(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  if (near !== undefined) return `did you mean ${quote(near)}?`;
  return candidates.length === 0 ? 'remove it' : `choose one of ${[...new Set(candidates)].join(', ')}`;
}

/** A word as a message shows it: in quotes, on one line, short, and not at all if it may be a secret. */
export function quote(word: string): string {
  if (findSecrets(word).length > 0) return '(not shown)';
  return JSON.stringify(word.length > 60 ? `${word.slice(0, 57)}...` : word);
}

/** Insertions, deletions, replacements and swaps of neighbours between two short words. */
function edits(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replace = at(row, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swap = i > 1 && j > 1 && swapped ? at(before, j - 2) + 1 : replace;
      next.push(Math.min(at(row, j) + 1, at(next, j - 1) + 1, replace, swap));
    }
    [before, row] = [row, next];
  }
  return at(row, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}

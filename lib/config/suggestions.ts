import { findSecrets } from './suspicion.ts';

/** The candidate that a mistyped word was probably meant to be. */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const wanted = text.toLowerCase();
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const allowed = Math.max(1, Math.floor((candidate.length + 1) / 4));
    if (Math.abs(candidate.length - text.length) > allowed) continue;
    const count = edits(wanted, candidate.toLowerCase());
    if (count <= allowed && count < fewest) [best, fewest] = [candidate, count];
  }
  return best;
}

/** What to do about a word that names nothing: the near miss if there is one, else everything that it could be. */
export function suggest(text: string, candidates: readonly string[]): string {
  // A secret that was pasted in the place of a name is not passed on as one; the report blanks out those of providers.
  const names = [...new Set(candidates)].filter(
    (name) => name.length <= 80 && findSecrets(name, []).length === 0,
  );
  const near = nearest(text, names);
  if (near !== undefined) return `did you mean ${JSON.stringify(near)}?`;
  return names.length === 0 ? 'remove it' : `choose one of ${names.join(', ')}`;
}

/** So many are named in an error at most: those that were perhaps meant, and all that there are. */
const most = { meant: 8, all: 16 };

/**
 * What to say of a name that there is not: those that have the word in them where these are few, else the near miss, else all
 * where these are few, else `where` they stand.
 */
export function meant(text: string, names: readonly string[], where: string): string {
  const wanted = text.toLowerCase();
  const having = wanted === '' ? [] : names.filter((name) => name.toLowerCase().includes(wanted));
  if (having.length > most.meant) return `${having.length} have it in their names. ${where}`;
  if (having.length > 1) return `These have it in their names: ${having.join(', ')}.`;
  const near = having[0] ?? nearest(text, names);
  if (near !== undefined) return `Did you mean ${JSON.stringify(near)}? ${where}`;
  return names.length <= most.all ? `There are ${names.join(', ')}.` : where;
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

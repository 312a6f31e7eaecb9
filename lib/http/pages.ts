import { CollectError } from '../evidence/problem.ts';

const mostEmptyPages = 1_000;

/**
 * Asks for page after page until `next` gives undefined, null or an empty text. A token that was seen before, or more
 * than 1,000 empty pages in a row, throws `truncated`: whether there is more cannot be known. A token that is no text
 * throws `malformed`. The pages before it were yielded by then, so that what was seen is kept.
 */
export async function* followPages<Page>(
  ask: (token: string | undefined) => Promise<Page>,
  next: (page: Page) => unknown,
  isEmpty: (page: Page) => boolean,
): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let emptyInARow = 0;
  let token: string | undefined;
  do {
    const page = await ask(token);
    yield page;
    emptyInARow = isEmpty(page) ? emptyInARow + 1 : 0;
    token = tokenOf(next(page));
    if (token !== undefined) checkProgress(token, seen, emptyInARow);
  } while (token !== undefined);
}

function tokenOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new CollectError(
    'malformed',
    `The provider named the next page by a ${typeof value} where it documents text. The list may go on: run again, and report it if it stays.`,
  );
}

function checkProgress(token: string, seen: Set<string>, emptyInARow: number): void {
  if (seen.has(token)) throw truncated(`named a page that it had given before (after ${seen.size} pages)`);
  if (emptyInARow > mostEmptyPages) throw truncated(`gave more than ${mostEmptyPages} empty pages in a row`);
  seen.add(token);
}

function truncated(happened: string): CollectError {
  return new CollectError(
    'truncated',
    `The provider ${happened}, so that the end of the list cannot be reached. Run again; if it stays, tell the provider.`,
  );
}

import { CollectError } from '../evidence/problem.ts';

const mostEmptyPages = 1_000;

/** How the pages of a list say where the next one is. */
export interface PageRules<Page> {
  readonly next: (page: Page) => unknown;
  readonly isEmpty: (page: Page) => boolean;
}

/**
 * Asks for page after page until `next` gives undefined, null or an empty text, or `take` has had enough. A token that
 * was seen before, or more than 1,000 empty pages in a row, throws `truncated`: whether there is more cannot be known. A
 * token that is no text throws `malformed`. The pages before it were taken by then, so that what was seen is kept.
 */
export function* readPages<Step, Answer, Page>(
  ask: (token: string | undefined) => Generator<Step, Page, Answer>,
  { next, isEmpty }: PageRules<Page>,
  take: (page: Page) => Generator<Step, unknown, Answer>,
): Generator<Step, void, Answer> {
  const seen = new Set<string>();
  let emptyInARow = 0;
  let token: string | undefined;
  do {
    const page = yield* ask(token);
    if ((yield* take(page)) === enough) return;
    emptyInARow = isEmpty(page) ? emptyInARow + 1 : 0;
    token = tokenOf(next(page));
    if (token !== undefined) checkProgress(token, seen, emptyInARow);
  } while (token !== undefined);
}

/** What `take` returns when no further page is wanted. */
export const enough = Symbol('enough');

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

import { CollectError } from '../evidence/problem.ts';
import { seenIds } from '../evidence/seen-ids.ts';

const mostEmptyPages = 1_000;
/** A list that moves while it is read shows some of it again; one that shows nothing else so often goes in a circle. */
const mostPagesSeen = 10;

/** How the pages of a list say where the next one is. */
export interface PageRules<Page> {
  readonly next: (page: Page) => unknown;
  /** What is on a page, as it came. */
  readonly items: (page: Page) => readonly unknown[];
}

/**
 * Asks for page after page until `next` gives undefined, null or an empty text, or `take` has had enough. A token that
 * was seen before, more than 1,000 empty pages in a row, or more than ten on which everything was seen before, throws
 * `truncated`: whether there is more cannot be known. A token that is no text throws `malformed`. The pages before it
 * were taken by then, so that what was seen is kept.
 */
export function* readPages<Step, Resumed, Page>(
  pageAt: (token: string | undefined) => Generator<Step, Page, Resumed>,
  { next, items }: PageRules<Page>,
  take: (page: Page) => Generator<Step, unknown, Resumed>,
): Generator<Step, void, Resumed> {
  const progress = watchProgress();
  let token: string | undefined;
  do {
    const page = yield* pageAt(token);
    if ((yield* take(page)) === enough) return;
    token = tokenOf(next(page));
    if (token !== undefined) progress(token, items(page));
  } while (token !== undefined);
}

/** What `take` returns when no further page is wanted. */
export const enough = Symbol('enough');

function tokenOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new CollectError(
    'malformed',
    `The provider named the next page by a ${typeof value} where it documents text. The list may go on: run again, and report it if it happens again.`,
  );
}

/** Throws where a list shows that it has no end. */
function watchProgress(): (token: string, items: readonly unknown[]) => void {
  const tokens = new Set<string>();
  const ids = seenIds();
  let [empty, seen] = [0, 0];
  return (token, items) => {
    if (tokens.has(token))
      throw truncated(`named a page that it had given before (after ${tokens.size} pages)`);
    tokens.add(token);
    const fresh = samplesOf(items).filter((item) => !ids.seen(identityOf(item))).length;
    empty = items.length === 0 ? empty + 1 : 0;
    seen = items.length > 0 && fresh === 0 ? seen + 1 : fresh > 0 ? 0 : seen;
    if (empty > mostEmptyPages) throw truncated(`gave more than ${mostEmptyPages} empty pages in a row`);
    if (seen > mostPagesSeen)
      throw truncated(
        `gave more than ${mostPagesSeen} pages with nothing on them that it had not given before`,
      );
  };
}

const mostSamples = 16;

/** Some of a page, evenly over it: enough to know a page again. */
function samplesOf(items: readonly unknown[]): readonly unknown[] {
  const step = Math.ceil(items.length / mostSamples);
  return step <= 1 ? items : items.filter((_, at) => at % step === 0);
}

/** Names under which providers give what tells one of a list from another. */
const identities = ['id', 'uuid', 'key', 'name'] as const;

function identityOf(item: unknown): string {
  for (const name of identities) {
    const given = typeof item === 'object' && item !== null && (item as Record<string, unknown>)[name];
    if ((typeof given === 'string' && given !== '') || typeof given === 'number') return `${name} ${given}`;
  }
  return JSON.stringify(item) ?? '';
}

function truncated(happened: string): CollectError {
  return new CollectError(
    'truncated',
    `The provider ${happened}, so that the end of the list cannot be reached. Run again; if it happens again, tell the provider.`,
  );
}

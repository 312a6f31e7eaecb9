import { CollectError } from '../../../../evidence/problem.ts';
import { sendAll } from '../../../reader.ts';
import { sideBySide } from './enter.ts';
import { pageIn, type Requests } from './json-response.ts';
import type { SignedRequest } from './requests.ts';

/** Many lists of the same kind, one for each key. */
export interface Lists<Key> {
  readonly keys: readonly Key[];
  readonly request: (key: Key, token: string | undefined) => SignedRequest;
  /** The name of the list in an answer, and the action. */
  readonly list: string;
  readonly action: string;
  readonly take: (key: Key, items: readonly unknown[]) => void;
}

interface Next<Key> {
  readonly key: Key;
  readonly token: string | undefined;
  readonly seen: ReadonlySet<string>;
}

/** A list that goes on for so many pages goes on for ever. */
const mostPages = 10_000;

/** Reads them to their ends, several side by side. Throws the first error; a token that comes again is `truncated`. */
export function* listedSideBySide<Key>({ action, keys, list, request, take }: Lists<Key>): Requests<void> {
  let pending: Next<Key>[] = keys.map((key) => ({ key, token: undefined, seen: new Set() }));
  while (pending.length > 0) {
    const batch = pending.slice(0, sideBySide);
    const outcomes = yield* sendAll(batch.map(({ key, token }) => request(key, token)));
    const further: Next<Key>[] = [];
    for (const [at, { key, seen }] of batch.entries()) {
      const outcome = outcomes[at];
      if (!outcome || 'error' in outcome) throw outcome?.error ?? new Error('A question was passed over.');
      const { items, next } = pageIn(outcome.response.text, list, action);
      take(key, items);
      const token = tokenOf(next, seen, action);
      if (token !== undefined) further.push({ key, token, seen: new Set([...seen, token]) });
    }
    pending = [...further, ...pending.slice(sideBySide)];
  }
}

function tokenOf(next: unknown, seen: ReadonlySet<string>, action: string): string | undefined {
  if (next === undefined || next === null || next === '') return undefined;
  if (typeof next !== 'string')
    throw new CollectError('malformed', `AWS ${action} named the next page by something other than text.`);
  if (seen.has(next) || seen.size >= mostPages)
    throw new CollectError(
      'truncated',
      `AWS ${action} named a page that it had given before (after ${seen.size} pages), so that the end of the list cannot be reached. Run again.`,
    );
  return next;
}

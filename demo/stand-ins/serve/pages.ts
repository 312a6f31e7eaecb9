import type { Page } from './page.ts';
import type { Ask } from './stand-in.ts';

/** Where a page token leads. */
export interface Position {
  readonly from: number;
  readonly number: number;
}

export const firstPage: Position = { from: 0, number: 1 };

/** Serves the page as the provider would. */
export function answerPage(ask: Ask, page: Page): Response {
  ask.set('page', page);
  const next = page.more ? nextToken(page) : null;
  return ask.json(page.body(shown(page), next), 200, { ...page.headers?.(next) });
}

/** The page's own items. */
export function shown(page: Page): readonly object[] {
  return page.items.slice(page.from, page.from + page.size);
}

/** The token that leads to the page after this one. */
export function nextToken(page: Page): string {
  return page.token(page.from + shown(page).length, page.number + 1);
}

/** An opaque token for a place in a list. `list` names the list with its parameters: a token is good for no other. */
export function pageToken(list: string, from: number, number: number): string {
  return Buffer.from(JSON.stringify([list, from, number])).toString('base64url');
}

/** Where the token leads, the first page when there is none, null when it is not one of this list's. */
export function readPageToken(list: string, token: string | null): Position | null {
  if (!token) return firstPage;
  const parsed = readJson(Buffer.from(token, 'base64url').toString());
  if (!Array.isArray(parsed)) return null;
  const [of, from, number] = parsed;
  return of === list && Number.isInteger(from) && Number.isInteger(number) ? { from, number } : null;
}

/** The value of a JSON text, or undefined when it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import * as z from 'zod/mini';
import type { NpmToken } from '../../../evidence/datasets/npm.ts';
import { shapedJson } from '../../../http/json.ts';
import { readToken } from './schema.ts';

/** One page of a list of tokens. */
export interface TokensPage<Item = unknown> {
  readonly items: readonly Item[];
  /** How many there are in all, where npm says. */
  readonly total: number | null;
  /** The address of the next page. */
  readonly next: unknown;
}

const answered = z.object({
  objects: z.array(z.unknown()),
  total: z.nullish(z.number()),
  urls: z.nullish(z.partial(z.object({ next: z.unknown() }))),
});

/** A page as npm answers: parts of tokens are in it, so that it is not kept as it is. */
export function openAnswered(text: string): TokensPage {
  const { objects, total, urls } = shapedJson(text, answered, 'npm’s list of tokens');
  return { items: objects, total: total ?? null, next: urls?.next };
}

const optionalText = z.nullable(z.string());
const flag = z.nullable(z.boolean());
const recordedPage = z.object({
  next: z.unknown(),
  objects: z.array(
    z.nullable(
      z.object({
        accessed: optionalText,
        bypass2fa: flag,
        created: optionalText,
        expiry: optionalText,
        key: z.string().check(z.minLength(1)),
        name: optionalText,
        readonly: flag,
        revoked: optionalText,
      }),
    ),
  ),
  total: z.nullable(z.number()),
});

/** What is kept in a page's place: everything that the records hold, and nothing of the tokens. */
export function pageToRecord(text: string): string {
  const { items, next, total } = openAnswered(text);
  return `${JSON.stringify({ next: next ?? null, objects: items.map(readToken), total })}\n`;
}

/** A page as it is kept. What npm does not document as a token is null there. */
export function openRecorded(text: string): TokensPage<NpmToken | null> {
  const { next, objects, total } = shapedJson(text, recordedPage, 'npm’s list of tokens, as it was kept,');
  return { items: objects, total, next };
}

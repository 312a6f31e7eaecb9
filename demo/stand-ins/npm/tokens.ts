import { answerPage } from '../serve/pages.ts';
import type { Ask } from '../serve/stand-in.ts';
import type { NpmTokenItem } from './world.ts';

const standardSize = 10;
const largestSize = 100;

/**
 * The account's tokens, in pages that are counted from 0. `own` is the token that asks: the list's first item is it, so
 * that its fragment is the right one; the others' are made up.
 */
export function listTokens(ask: Ask, tokens: readonly NpmTokenItem[], own: string): Response {
  const page = Number(ask.req.query('page') ?? 0);
  const asked = Number(ask.req.query('perPage') ?? standardSize);
  const size = Math.min(asked, largestSize);
  if (![page, asked].every(Number.isInteger) || page < 0 || size < 1)
    return ask.json({ error: 'Invalid page' }, 400);
  const from = page * size;
  const address = (at: number) => `${new URL(ask.req.url).origin}${ask.req.path}?page=${at}&perPage=${size}`;
  return answerPage(ask, {
    number: page + 1,
    items: tokens.map((token, index) => ({ ...resource(token), token: fragment(token, index, own) })),
    from,
    size,
    asked: address(page),
    more: from + size < tokens.length,
    token: (_from, number) => address(number - 1),
    body: (objects, next) => ({ objects, total: tokens.length, urls: next ? { next } : {} }),
  });
}

function resource(token: NpmTokenItem): object {
  return {
    description: null,
    cidr: null,
    revoked: null,
    accessed: null,
    updated: token.created,
    permissions: [{ name: 'org', action: 'read' }],
    scopes: [],
    ...token,
  };
}

/** The first eight characters and the last four. */
function fragment({ key }: NpmTokenItem, index: number, own: string): string {
  const whole = index === 0 ? own : `npm_${key.padEnd(36, 'x')}`;
  return `${whole.slice(0, 8)}...${whole.slice(-4)}`;
}

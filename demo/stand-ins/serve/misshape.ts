import type { Deed, Misbehaviour } from './misbehaviour.ts';
import type { Page } from './page.ts';
import { nextToken, shown } from './pages.ts';

/** The answer as the rule spoils it. Rules that do not speak of the body, or need a list and find none, leave it. */
export async function misshape(
  rule: Misbehaviour,
  right: Response,
  page: Page | undefined,
): Promise<Response> {
  const wrong = page && mispage(rule, page);
  const headers = new Headers(right.headers);
  headers.delete('content-length');
  if (!wrong) return Response.json(misbody(rule, await right.json()), { status: right.status, headers });
  for (const [name, value] of Object.entries(page.headers?.(wrong.next) ?? {})) headers.set(name, value);
  return Response.json(page.body(wrong.items, wrong.next), { status: right.status, headers });
}

/** The body as the rule spoils it; as it is where the rule does not speak of bodies. */
export function misbody(rule: Deed, body: unknown): unknown {
  switch (rule.do) {
    case 'empty-object':
      return {};
    case 'wrong-shape':
      return withoutLists(body);
    case 'drop-field':
      return alterField(body, rule.field, 'drop');
    case 'null-field':
      return alterField(body, rule.field, 'null');
    case 'strange-words':
      return withStrangeWords(body);
    default:
      return body;
  }
}

/** What the page names instead of its own items and next page. */
function mispage(rule: Misbehaviour, page: Page): { items: readonly object[]; next: string | null } | null {
  const next = page.more ? nextToken(page) : null;
  switch (rule.do) {
    case 'repeat-token':
      return { items: shown(page), next: page.asked ?? next ?? page.token(page.from, page.number) };
    case 'lure':
      return { items: shown(page), next: elsewhere(next ?? page.token(page.from, page.number + 1), rule.to) };
    case 'no-records':
      return { items: [], next: null };
    case 'endless':
      return { items: shown(page), next: page.token(page.from, page.number + 1) };
    case 'empty-page-with-token':
      return { items: [], next: page.token(page.from, page.number + 1) };
    case 'duplicate-across-pages': {
      const again = page.items.slice(Math.max(0, page.from - 1), page.from);
      return { items: [...again, ...shown(page)], next };
    }
    default:
      return null;
  }
}

/** The same address at another server; a token that is no address becomes one. */
function elsewhere(token: string, origin: string): string {
  const { pathname, search } = new URL(token, 'http://nowhere.example');
  return URL.canParse(token)
    ? `${origin}${pathname}${search}`
    : `${origin}/?${new URLSearchParams({ token })}`;
}

/** Words that stand for a state, a role or a kind; not names, addresses, times or ids. */
const word =
  /^[A-Z]+(_[A-Z]+)*$|^(active|accepted|admin|member|owner|developer|read|write|user|everyone|file|modified|renamed)$/;

function withStrangeWords(value: unknown): unknown {
  if (typeof value === 'string') return word.test(value) ? 'SOMETHING_NEW' : value;
  if (Array.isArray(value)) return value.map(withStrangeWords);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withStrangeWords(inner)]));
}

function withoutLists(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return ['not', 'this'];
  const entries = Object.entries(body);
  if (!entries.some(([, value]) => Array.isArray(value))) return ['not', 'this'];
  return Object.fromEntries(
    entries.map(([key, value]) => [key, Array.isArray(value) ? 'not a list' : value]),
  );
}

function alterField(value: unknown, field: string, how: 'drop' | 'null'): unknown {
  if (Array.isArray(value)) return value.map((entry) => alterField(entry, field, how));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => how === 'null' || key !== field);
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, key === field ? null : alterField(inner, field, how)]),
  );
}

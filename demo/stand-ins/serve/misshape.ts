import type { Misbehaviour } from './misbehaviour.ts';
import { nextToken, type Page, shown } from './pages.ts';

/** The answer's body as the rule spoils it. Rules that do not speak of the body, or need a list and find none, leave it. */
export function misshape(rule: Misbehaviour, body: unknown, page: Page | undefined): unknown {
  switch (rule.do) {
    case 'empty-object':
      return {};
    case 'wrong-shape':
      return withoutLists(body);
    case 'drop-field':
      return alterField(body, rule.field, 'drop');
    case 'null-field':
      return alterField(body, rule.field, 'null');
    default:
      return page ? (mispage(rule, page) ?? body) : body;
  }
}

function mispage(rule: Misbehaviour, page: Page): unknown {
  if (rule.do === 'repeat-token')
    return page.body(
      shown(page),
      page.asked ?? (page.more ? nextToken(page) : page.token(page.from, page.number)),
    );
  if (rule.do === 'empty-page-with-token') return page.body([], page.token(page.from, page.number + 1));
  if (rule.do !== 'duplicate-across-pages') return undefined;
  const again = page.items.slice(Math.max(0, page.from - 1), page.from);
  return page.body([...again, ...shown(page)], page.more ? nextToken(page) : null);
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

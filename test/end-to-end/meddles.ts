import type { Json } from './company.ts';
import { type Answer, json, type Meddle } from './go-between.ts';

/** Answers a path otherwise, and the rest as the stand-in does. */
export function instead(path: string, change: (content: Json) => Answer | null): Meddle {
  return async (question, answer) => {
    if (question.path !== path) return answer();
    const right = await answer();
    return right.status === 200 ? change(JSON.parse(right.body)) : right;
  };
}

/** Pages that name each other as the next, B after A after B. */
export function circle(path: string): Meddle {
  return async ({ path: asked, query }, answer) => {
    const token = query.get('pageToken') ?? query.get('page_token');
    if (asked !== path) return answer();
    const next = { nextPageToken: token === 'A' ? 'B' : 'A', next_page_token: token === 'A' ? 'B' : 'A' };
    if (token !== null) return json({ kind: 'page', results: [], ...next });
    return json({ ...JSON.parse((await answer()).body), ...next });
  };
}

/** Empty pages, each with a next token. */
export function endless(path: string): Meddle {
  let turn = 0;
  return async (question, answer) =>
    question.path === path ? json({ kind: 'page', nextPageToken: `token-${++turn}` }) : answer();
}

/** Always the same page, with the promise of more. */
export function standstill(path: string): Meddle {
  let first: Json;
  return async (question, answer) => {
    if (question.path !== path) return answer();
    first ??= JSON.parse((await answer()).body);
    return json({ ...first, has_more: true });
  };
}

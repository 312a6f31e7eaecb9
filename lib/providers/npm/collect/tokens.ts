import type { NpmToken } from '../../../evidence/datasets/npm.ts';
import { CollectError, type Problem, type ProblemCode } from '../../../evidence/problem.ts';
import type { ProviderRequest, Reading } from '../../reader.ts';
import { requestTokens } from './requests.ts';
import { openRecorded, type TokensPage } from './tokens-page.ts';

/** Answers that mean: this token may not list tokens. npm asks for a sign-in for that, and says no in several ways. */
export function mayNotList({ code, status }: CollectError): boolean {
  return code === 'unauthenticated' || code === 'denied' || status === 404;
}

export interface SeenTokens {
  /** Null: the list may not be seen, or not one page of it came. */
  readonly tokens: readonly NpmToken[] | null;
  /** Why it is incomplete; the one that matters most comes first. */
  readonly problems: readonly Problem[];
}

/** What was seen of the list so far. */
interface Sight {
  readonly tokens: Map<string, NpmToken>;
  pages: number;
  total: number | null;
  /** Entries that are no tokens as npm documents them. */
  odd: number;
  /** Id of a token that came again. */
  twice: string | null;
}

/** Reads the whole list, or as much of it as there is when it breaks off. */
export function* seeTokens(base: string): Reading<never, ProviderRequest, SeenTokens> {
  const sight: Sight = { tokens: new Map(), pages: 0, total: null, odd: 0, twice: null };
  try {
    yield* requestTokens<never, NpmToken | null>(base, openRecorded, function* (page, text) {
      look(sight, page);
      // All pages together are one record, which is counted at the first.
      const records = sight.pages === 1 ? 1 : 0;
      yield { keep: { name: `tokens/page-${sight.pages}.json`, bytes: Buffer.from(text), records } };
    });
    return { tokens: [...sight.tokens.values()], problems: problemsOf(sight) };
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    if (sight.pages > 0)
      return { tokens: [...sight.tokens.values()], problems: [error.problem, ...oddIn(sight)] };
    return { tokens: null, problems: mayNotList(error) ? [] : [error.problem] };
  }
}

function look(sight: Sight, { items, total }: TokensPage<NpmToken | null>): void {
  sight.pages += 1;
  sight.total = total ?? sight.total;
  for (const token of items) {
    if (token === null) sight.odd += 1;
    else if (sight.tokens.has(token.key)) sight.twice = token.key;
    else sight.tokens.set(token.key, token);
  }
}

/** Of a list that was read to what npm says is its end. */
function problemsOf(sight: Sight): readonly Problem[] {
  const { tokens, total, twice, odd } = sight;
  const problems: Problem[] = [];
  if (twice !== null)
    problems.push(problem('malformed', `holds the token ${twice} twice, so that others may be missing`));
  if (total !== null && tokens.size + odd < total)
    problems.push(problem('truncated', `ended after ${tokens.size + odd} of ${total}`));
  return [...problems, ...oddIn(sight)];
}

function oddIn({ odd }: Sight): readonly Problem[] {
  if (odd === 0) return [];
  return [problem('malformed', `holds ${odd} that are not as npm documents them; they were left out`)];
}

function problem(code: ProblemCode, what: string): Problem {
  return {
    code,
    message: `npm’s list of tokens ${what}. Run again; if it happens again, tell the provider.`,
  };
}

import {
  type CollectError,
  findCollectError,
  type Problem,
  type ProblemCode,
} from '../../../evidence/problem.ts';
import type { Page, Requests } from './requests.ts';
import { type Account, readAccounts } from './schema.ts';

/** What was seen of one list. It is whole when there was no problem. */
export interface MemberList {
  /** By id. */
  readonly accounts: ReadonlyMap<string, Account>;
  readonly problems: readonly Problem[];
}

/** Problems after which every further question would only meet the same, or make it worse. */
const final: ReadonlySet<ProblemCode> = new Set(['unauthenticated', 'rate-limited', 'interrupted']);

export function isWhole({ problems }: MemberList): boolean {
  return problems.length === 0;
}

/** Whether no more should be asked after this. */
export function isFinal({ problems }: Pick<MemberList, 'problems'>): boolean {
  return problems.some(({ code }) => final.has(code));
}

/**
 * Reads a list to its end, or as far as it goes; what ended it is then among the problems, in the words of `explain`.
 * Somebody who comes twice is one: the list changed while it was read, so that somebody else may have been passed over.
 */
export function* readMemberList(
  pages: (take: (page: Page) => Requests<void>) => Requests<void>,
  where: string,
  explain: (error: CollectError) => CollectError,
): Requests<MemberList> {
  const accounts = new Map<string, Account>();
  const problems: Problem[] = [];
  const twice: string[] = [];
  let number = 0;
  try {
    // biome-ignore lint/correctness/useYield: looking at a page says nothing
    yield* pages(function* ({ items }) {
      const { value, problem } = readAccounts(items, `page ${++number} of ${where}`);
      if (problem) problems.push(problem);
      for (const account of value) {
        if (accounts.has(account.id)) twice.push(account.login);
        else accounts.set(account.id, account);
      }
    });
  } catch (error) {
    const known = findCollectError(error);
    if (!known) throw error;
    problems.push(explain(known).problem);
  }
  if (twice[0] !== undefined) problems.push(doubled(twice[0], twice.length, where));
  return { accounts, problems };
}

function doubled(login: string, count: number, where: string): Problem {
  const more = count > 1 ? ` and ${count - 1} more` : '';
  const message = `${login}${more} came twice among ${where}: the list changed while it was read, so that somebody may be missing. Run again.`;
  return { code: 'malformed', message };
}

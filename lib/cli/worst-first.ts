import type { Verdict } from '../judging/control.ts';
import type { Finding } from '../judging/finding.ts';

const rank: Readonly<Record<Verdict, number>> = { fail: 0, unknown: 1, pass: 2 };

/** Worst first, and otherwise in the order that they had. The one order of every list that a person reads. */
export function worstFirst<One>(list: readonly One[], verdictOf: (one: One) => Verdict): One[] {
  return list.toSorted((a, b) => rank[verdictOf(a)] - rank[verdictOf(b)]);
}

/** The same for subjects, where a failure that is waived comes last. */
function rankOf({ verdict, waiver }: Pick<Finding, 'verdict' | 'waiver'>): 0 | 1 | 2 {
  if (waiver && verdict === 'fail') return 2;
  return verdict === 'fail' ? 0 : 1;
}

/** The first so many of a control's exceptions, worst first. No more are held, and no more read, than that takes. */
export function worstOf(exceptions: Iterable<Finding>, most: number): Finding[] {
  const found: readonly [Finding[], Finding[], Finding[]] = [[], [], []];
  for (const finding of exceptions) {
    const alike = found[rankOf(finding)];
    if (alike.length < most) alike.push(finding);
    if (found[0].length === most) break;
  }
  return found.flat().slice(0, most);
}

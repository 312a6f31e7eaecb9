import type { Outcome } from './outcome.ts';
import type { Region } from './regions.ts';

/** What becomes of a stranger's mail, as far as SPF goes; `doubtful` where that is not known or differs. */
export type Kind = 'refused' | 'open' | 'broken' | 'doubtful';

/** DMARC takes `~all` for a refusal as well. */
export const kinds: Readonly<Record<Outcome['result'], Kind>> = {
  fail: 'refused',
  softfail: 'refused',
  pass: 'open',
  neutral: 'open',
  none: 'broken',
  permerror: 'broken',
  temperror: 'doubtful',
  unread: 'doubtful',
};

export function kindOf({ outcomes }: Region): Kind {
  const [first, ...others] = outcomes.map(({ result }) => kinds[result]);
  return first !== undefined && others.every((other) => other === first) ? first : 'doubtful';
}

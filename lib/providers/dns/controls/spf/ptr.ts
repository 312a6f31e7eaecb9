import { isWithin } from '../../../../evidence/mail/domain-name.ts';
import type { Asked } from './evaluation.ts';
import { type Match, maybe, no, yes } from './outcome.ts';
import { namesBack } from './reverse-names.ts';

/**
 * `ptr`: a name of the sender's address lies below the target, and leads back to the address. Not asked, it cannot be so
 * for a stranger where the target is the record's own domain, whose owner alone gives out such names.
 */
export function matchPtr({ domain, name, run }: Asked): Match {
  const names = namesBack(run);
  if (names === 'not-asked') return isWithin(name, domain) ? no : maybe;
  if (names.some((one) => isWithin(one, name))) return yes;
  return names.length > 0 ? no : (run.voidLookup(domain) ?? no);
}

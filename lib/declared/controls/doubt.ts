import type { Member } from '../../evidence/datasets/declared.ts';
import { type Judgement, unknown } from '../../judging/judgement.ts';
import { doubtOf } from './accounts.ts';

/** An account that may be an active person's can fail, but it cannot pass. */
export function inDoubt(member: Member, title: string, judgement: Judgement): Judgement {
  const unclear = doubtOf(member);
  if (unclear === null) return judgement;
  const said = `${title} did not say ${unclear}`;
  if (judgement.verdict === 'pass') return unknown(`${said}.`);
  return { ...judgement, reason: `${judgement.reason} ${said}; it is treated as an active person’s.` };
}

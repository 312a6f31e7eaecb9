import type { LastUse, ReviewedAccount } from '../judging/service-review.ts';
import type { Concern, ReviewRow } from './row.ts';

/** What stands where a service does not say: never a blank, which would read as "no". */
export const notStated = 'not known';

export const concernText: Record<Concern, string> = {
  left: 'belongs to somebody who left',
  nobody: 'belongs to no known person',
  'unclear-owner': 'owner not stated',
  unused: 'unused',
  privileged: 'privileged',
  'no-second-factor': 'no second factor',
  'unclear-state': 'not stated whether it is active',
};

/** Concerns in the order in which they weigh. */
export const allConcerns = Object.keys(concernText) as Concern[];

export function yesNo(value: boolean | null): string {
  return value === null ? notStated : value ? 'yes' : 'no';
}

export function listText(values: readonly string[] | null, none: string): string {
  return values === null ? notStated : values.length > 0 ? values.join('; ') : none;
}

export function lastUseText(lastUse: LastUse): string {
  if (lastUse === null) return notStated;
  if ('at' in lastUse) return lastUse.at.slice(0, 10);
  return lastUse.neverSince === null ? 'never' : `never, since ${lastUse.neverSince.slice(0, 10)}`;
}

/** What there is to decide about an account, in words. */
export function concernList({ concerns, idleDays }: ReviewRow): string {
  return concerns
    .map((one) => (one === 'unused' ? `unused for ${idleDays} days` : concernText[one]))
    .join('; ');
}

export function kindText({ human }: ReviewedAccount): string {
  return human ? 'person' : 'not a person';
}

import type { BitwardenMember } from '../../../evidence/datasets/bitwarden.ts';
import type { Problem } from '../../../evidence/problem.ts';

/** An organization has an owner: a list without anybody who is confirmed is what a key that sees nobody is shown. */
export function nobodyThere(members: readonly BitwardenMember[]): readonly Problem[] {
  if (members.some(({ status }) => status === 'confirmed' || status === null)) return [];
  const message =
    'Bitwarden lists no member who is confirmed, and an organization has an owner. Check whose key it is.';
  return [{ code: 'not-visible', message }];
}

/** Whether two-step login is shown for nobody. */
export function hiddenFactors(members: readonly BitwardenMember[]): readonly Problem[] {
  const confirmed = members.filter(({ status }) => status === 'confirmed');
  if (confirmed.length === 0 || confirmed.some(({ twoFactorEnabled }) => twoFactorEnabled !== null))
    return [];
  const message = `Bitwarden shows two-step login (twoFactorEnabled) for none of ${confirmed.length} confirmed members.`;
  return [{ code: 'not-visible', message }];
}

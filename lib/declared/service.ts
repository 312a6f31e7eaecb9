import { membersOf } from '../evidence/datasets/declared.ts';
import { accountsIn, type Service } from '../judging/service.ts';
import { accountOf } from './controls/accounts.ts';
import { mfaEnforced } from './controls/mfa-enforced.ts';
import { mfaEnrolled } from './controls/mfa-enrolled.ts';
import { memberTotal } from './counted.ts';
import type { ProviderDeclaration } from './declaration.ts';
import { reviewOf } from './review.ts';

/** What is judged of a declared provider, and where its accounts are. */
export function declaredService(declaration: ProviderDeclaration): Service {
  const { enforced, enrolled } = declaration.controls;
  return {
    provider: declaration.id,
    controls: [
      ...(enforced ? [mfaEnforced(declaration, enforced)] : []),
      ...(enrolled ? [mfaEnrolled(declaration, enrolled)] : []),
    ],
    accounts: [
      {
        ...accountsIn(membersOf(declaration.id), accountOf, memberTotal(declaration)),
        ...(isCountedByPages(declaration) ? { countedByPages: true as const } : {}),
      },
    ],
    review: reviewOf(declaration),
  };
}

/** Of lists that depend on settings it is not said, since not all of them need be. */
function isCountedByPages({ members: { lists } }: ProviderDeclaration): boolean {
  return typeof lists !== 'function' && lists.length > 0 && lists.every(({ total }) => total !== null);
}

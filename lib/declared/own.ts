import { membersOf } from '../evidence/datasets/declared.ts';
import type { Control } from '../judging/control.ts';
import type { OwnProvider } from '../judging/own-provider.ts';
import { type AccountDataset, accountsIn } from '../judging/service.ts';
import { accountOf } from './controls/accounts.ts';
import { mfaEnforced } from './controls/mfa-enforced.ts';
import { mfaEnrolled } from './controls/mfa-enrolled.ts';
import { metadataOf } from './controls/second-factor.ts';
import type { ProviderDeclaration } from './declaration.ts';

/** What the standard says of a provider that a company's own file declares. */
export function ownProviderOf(declaration: ProviderDeclaration, sha256: string): OwnProvider {
  const { id, organization, title } = declaration;
  const { enforced, enrolled } = declaration.controls;
  const controls = {
    enforced: enforced === null ? null : metadataOf(enforced),
    enrolled: enrolled === null ? null : metadataOf(enrolled),
  };
  return { id, title, sha256, organization: organization !== null, controls };
}

/** The controls of a provider of the company's own. */
export function controlsOfOwn(own: OwnProvider): readonly Control[] {
  const { enforced, enrolled } = own.controls;
  const titled = { ...own, organization: own.organization || null };
  return [
    ...(enforced ? [mfaEnforced(titled, enforced)] : []),
    ...(enrolled ? [mfaEnrolled(titled, enrolled)] : []),
  ];
}

/** Where its accounts are. */
export function accountsOfOwn({ id }: Pick<OwnProvider, 'id'>): AccountDataset {
  return accountsIn(membersOf(id), accountOf);
}

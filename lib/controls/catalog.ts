import { controlsOfOwn } from '../declared/own.ts';
import { sha256Of } from '../evidence/sha256.ts';
import type { Control } from '../judging/control.ts';
import type { OwnProvider } from '../judging/own-provider.ts';
import { services } from '../providers/services.ts';
import { accessReviewed } from './access/reviewed.ts';
import { evidenceComplete } from './evidence/complete.ts';
import { passwordsUnique } from './passwords/unique.ts';
import { accountsArePersonal } from './people/accounts-are-personal.ts';
import { leaversHaveNoAccess } from './people/leavers-have-no-access.ts';
import { joining } from './people/services.ts';
import { policiesReviewed } from './policies/reviewed.ts';
import { singleSignOn } from './sign-in/single-sign-on.ts';

/** Every control there is, by id: those that speak of several services, and those of each. */
export const catalog: readonly Control[] = [
  evidenceComplete,
  accountsArePersonal,
  leaversHaveNoAccess,
  accessReviewed,
  passwordsUnique,
  policiesReviewed,
  singleSignOn,
  ...services.flatMap(({ controls }) => controls),
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Every control together with a company's own and those of its own providers, by id. */
export function controlsWith(
  own: readonly Control[],
  providers: readonly OwnProvider[] = [],
): readonly Control[] {
  return [
    ...catalog.map((control) => joining(control, providers)),
    ...providers.flatMap(controlsOfOwn),
    ...own,
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** SHA-256 over the ids and versions, so that a seal says which controls judged. */
export function catalogSha256(): string {
  const versions = catalog.map(({ id, version }) => `${id}@${version}\n`).join('');
  return sha256Of(versions);
}

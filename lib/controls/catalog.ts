import { controlsOfOwn } from '../declared/own.ts';
import { sha256Of } from '../evidence/sha256.ts';
import type { Control } from '../judging/control.ts';
import type { OwnProvider } from '../judging/own-provider.ts';
import { services } from '../providers/services.ts';
import { followingOwn, reviewFollowedThrough } from './access/followed-through.ts';
import { accessReviewed } from './access/reviewed.ts';
import { evidenceComplete } from './evidence/complete.ts';
import { passwordsUnique } from './passwords/unique.ts';
import { accountsArePersonal } from './people/accounts-are-personal.ts';
import { leaversHaveNoAccess } from './people/leavers-have-no-access.ts';
import { joining } from './people/services.ts';
import { policiesReviewed } from './policies/reviewed.ts';
import { mfaEverywhere } from './services/mfa-everywhere.ts';
import { servicesRegistered } from './services/registered.ts';
import { sharedCredentialsInVault } from './services/shared-credentials-in-vault.ts';
import { singleSignOn } from './sign-in/single-sign-on.ts';

/** Every control there is, by id: those that speak of several services, and those of each. */
export const catalog: readonly Control[] = [
  evidenceComplete,
  accountsArePersonal,
  leaversHaveNoAccess,
  accessReviewed,
  reviewFollowedThrough,
  passwordsUnique,
  policiesReviewed,
  singleSignOn,
  servicesRegistered,
  mfaEverywhere,
  sharedCredentialsInVault,
  ...services.flatMap(({ controls }) => controls),
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Every control together with a company's own and those of its own providers, by id. */
export function controlsWith(
  own: readonly Control[],
  providers: readonly OwnProvider[] = [],
): readonly Control[] {
  return [
    ...catalog.map((control) => followingOwn(joining(control, providers), providers)),
    ...providers.flatMap(controlsOfOwn),
    ...own,
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Every control that a configuration may name. */
export function controlsIn(configuration: {
  readonly customControls: readonly Control[];
  readonly ownProviders: readonly { readonly said: OwnProvider }[];
}): readonly Control[] {
  const own = configuration.ownProviders.map(({ said }) => said);
  return controlsWith(configuration.customControls, own);
}

/** SHA-256 over the ids and versions, so that a seal says which controls judged. */
export function catalogSha256(): string {
  const versions = catalog.map(({ id, version }) => `${id}@${version}\n`).join('');
  return sha256Of(versions);
}

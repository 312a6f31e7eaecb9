import type { ControlInput } from '../../judging/control.ts';
import { outOfScope } from '../../judging/out-of-scope.ts';
import { services } from '../../providers/services.ts';

/** The controls of a provider that speak of second factors. */
export function ownControlsOf(provider: string): readonly string[] {
  return idsOf(provider, /\.([a-z-]+-)?mfa-[a-z-]+$|\.root-protected$/);
}

/**
 * Of a provider's controls that did not judge a connection those without which what the others say is not of everybody: one that
 * speaks of all, where none of these did; and those of root and of Identity Center, whose people no other control speaks of.
 */
export function missedOf(
  provider: string,
  silent: readonly string[],
  { documents, settings }: Pick<ControlInput, 'documents' | 'settings'>,
): readonly string[] {
  const ofAll = idsOf(provider, /\.mfa-(enforced|enrolled|required)$/);
  const noneOfAll = ofAll.every((id) => silent.includes(id)) ? ofAll : [];
  const connected = [...new Set(documents.map((one) => one.provider))];
  const controls = services.find((one) => one.provider === provider)?.controls ?? [];
  const apart = controls.filter(
    (control) =>
      silent.includes(control.id) &&
      /\.([a-z-]+-mfa-enforced|root-protected)$/.test(control.id) &&
      outOfScope(control, connected, settings) === null,
  );
  return [...noneOfAll, ...apart.map(({ id }) => id)];
}

/** The controls of every password manager that speak of shared vaults. */
export function vaultControls(): readonly string[] {
  return services.flatMap(({ provider }) =>
    idsOf(provider, /\.shared-(vaults|collections)-(have-a-backup|need-to-know)$/),
  );
}

function idsOf(provider: string, form: RegExp): readonly string[] {
  const listed = services.find((one) => one.provider === provider)?.controls;
  // One that is not listed is the company's own, with one of these or both.
  const own = listed?.map(({ id }) => id) ?? [`${provider}.mfa-enforced`, `${provider}.mfa-enrolled`];
  return own.filter((id) => form.test(id));
}

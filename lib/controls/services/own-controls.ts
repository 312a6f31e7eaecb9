import { services } from '../../providers/services.ts';

/** The controls of a provider that speak of second factors. */
export function ownControlsOf(provider: string): readonly string[] {
  return idsOf(provider, /\.([a-z-]+-)?mfa-[a-z-]+$|\.root-protected$/);
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

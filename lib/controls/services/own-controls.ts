import { services } from '../../providers/services.ts';

/** The controls of a provider that speak of second factors. */
export function ownControlsOf(provider: string): readonly string[] {
  return idsOf(provider, /\.(mfa-[a-z-]+|root-protected)$/);
}

/** The controls of every password manager that speak of shared vaults. */
export function vaultControls(): readonly string[] {
  return services.flatMap(({ provider }) =>
    idsOf(provider, /\.shared-(vaults|collections)-(have-a-backup|need-to-know)$/),
  );
}

function idsOf(provider: string, form: RegExp): readonly string[] {
  const own = services.find((one) => one.provider === provider)?.controls ?? [];
  return own.map(({ id }) => id).filter((id) => form.test(id));
}

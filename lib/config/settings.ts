import { isPeopleProvider } from '../evidence/people-providers.ts';
import type { ControlSettings, Leaver, ListedPolicy } from '../judging/control.ts';
import type { Shape } from './configuration-schema.ts';
import { registerFrom } from './services.ts';

/** The parts of the configuration that controls read. */
export function controlSettings(
  given: Shape,
  policies: readonly ListedPolicy[],
  leavers: readonly Leaver[] | undefined,
): ControlSettings {
  return {
    timezone: given.timezone,
    people: {
      source: given.people?.source ?? onlyDirectory(given),
      identities: (given.people?.identities ?? []).map(({ person, ...accounts }) => ({ person, accounts })),
      ...(leavers ? { leavers } : {}),
    },
    vaults: (given.vaults ?? []).map(({ name, ...vault }) => ({ ...vault, name: name ?? vault.id ?? '' })),
    sharedAccounts: (given.sharedAccounts ?? []).map((shared) => ({
      name: shared.name,
      connection: shared.connection ?? null,
      account: shared.account ?? null,
      vault: shared.vault ?? null,
    })),
    vaultGroups: given.vaultGroups ?? {},
    policies,
    services: registerFrom(given),
  };
}

/** Where nobody says who the employees are, the only Google Workspace does, else the only directory; of several, none is guessed at. */
function onlyDirectory({ connections }: Shape): string | null {
  const directories = connections.filter(({ provider }) => isPeopleProvider(provider));
  const google = directories.filter(({ provider }) => provider === 'google-workspace');
  const found = google.length > 0 ? google : directories;
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

import type { ControlSettings, ListedPolicy } from '../judging/control.ts';
import type { Shape } from './shape.ts';

/** The parts of the configuration that controls read. */
export function controlSettings(given: Shape, policies: readonly ListedPolicy[]): ControlSettings {
  return {
    people: {
      sources: listed(given.people?.source) ?? onlyGoogle(given),
      identities: (given.people?.identities ?? []).map(({ person, ...accounts }) => ({
        person,
        accounts: Object.fromEntries(
          Object.entries(accounts).map(([service, names]) => [service, listed(names) ?? []]),
        ),
      })),
    },
    vaults: given.vaults ?? [],
    sharedAccounts: (given.sharedAccounts ?? []).map((shared) => ({
      name: shared.name,
      connection: shared.connection ?? null,
      account: shared.account ?? null,
      vault: shared.vault ?? null,
    })),
    vaultGroups: given.vaultGroups ?? {},
    policies,
  };
}

function listed(given: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof given === 'string' ? [given] : given;
}

/** Where nobody says who the employees are, the only Google Workspace does; of several, none is guessed at. */
function onlyGoogle({ connections }: Shape): readonly string[] {
  const google = connections.filter(({ provider }) => provider === 'google-workspace');
  return google.length === 1 ? google.map(({ id }) => id) : [];
}

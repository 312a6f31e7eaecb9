import type { ListedPolicy } from '../judging/control.ts';
import type { KnownProviders } from './configuration.ts';
import type { Shape } from './configuration-schema.ts';

/** Whether a provider's connections can be asked for policy documents. */
export function holdsPolicies(known: KnownProviders, provider: string | undefined): boolean {
  const found = known.providers.find(({ id }) => id === provider);
  return found?.datasets.some(({ onlyFor }) => onlyFor === 'policies') === true;
}

/** The documents of a configuration without a fault: where one names no connection, only one can hold it. */
export function listedPolicies(
  { connections, policies }: Shape,
  known: KnownProviders,
): readonly ListedPolicy[] {
  const holder = connections.find(({ provider }) => holdsPolicies(known, provider))?.id ?? '';
  return (policies ?? []).map(({ branch, connection, owner, path, repository }) => ({
    branch: branch ?? null,
    connection: connection ?? holder,
    owner: owner ?? null,
    path,
    repository,
  }));
}

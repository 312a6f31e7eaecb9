import type { Configuration } from '../../config/configuration.ts';
import type { Dataset } from '../../evidence/dataset.ts';
import type { AnyManifest } from '../../providers/provider.ts';

/** The datasets that a connection is asked for: what only some configurations need is no part of the others. */
export function askedDatasets(
  { connections, settings }: Pick<Configuration, 'connections' | 'settings'>,
  connection: string,
  provider: AnyManifest | undefined,
): readonly Dataset<never>[] {
  const own = connections.find(({ id }) => id === connection)?.settings;
  const listsPolicies = settings.policies.some((policy) => policy.connection === connection);
  return (provider?.datasets ?? []).filter(({ onlyFor }) => {
    if (typeof onlyFor === 'function') return onlyFor(own);
    return onlyFor === null || listsPolicies;
  });
}

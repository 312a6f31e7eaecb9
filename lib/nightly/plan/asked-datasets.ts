import type { Configuration } from '../../config/configuration.ts';
import type { Dataset, OnlyFor } from '../../evidence/dataset.ts';
import { asksReports } from '../../judging/services/reports.ts';
import type { AnyManifest } from '../../providers/provider.ts';

/** The datasets that a connection is asked for: what only some configurations need is no part of the others. */
export function askedDatasets(
  { connections, settings }: Pick<Configuration, 'connections' | 'settings'>,
  connection: string,
  provider: AnyManifest | undefined,
): readonly Dataset<never>[] {
  const listed: Readonly<Record<OnlyFor, boolean>> = {
    policies: settings.policies.some((policy) => policy.connection === connection),
    grants: asksReports({ connections }, connection, 'grants'),
  };
  return (provider?.datasets ?? []).filter(({ onlyFor }) => onlyFor === null || listed[onlyFor]);
}

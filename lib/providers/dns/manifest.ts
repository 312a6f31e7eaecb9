import type { ProviderManifest } from '../service-collector.ts';
import { mailRecords } from './datasets.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'dns',
  title: 'DNS',
  settings,
  needsCredentials: false,
  datasets: [mailRecords],
};

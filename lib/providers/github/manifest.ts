import type { ProviderManifest } from '../service-collector.ts';
import { datasets } from './datasets.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'github',
  title: 'GitHub',
  settings,
  needsCredentials: true,
  datasets,
};

import { mailRecords } from '../../evidence/datasets/dns.ts';
import type { ProviderManifest } from '../provider.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'dns',
  title: 'DNS',
  settings,
  tokens: [],
  needsCredentials: false,
  datasets: [mailRecords],
};

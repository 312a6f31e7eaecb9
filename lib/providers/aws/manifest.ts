import type { ProviderManifest } from '../service-collector.ts';
import { accountSummary, credentialReport } from './datasets.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'aws',
  title: 'AWS',
  settings,
  needsCredentials: false,
  datasets: [credentialReport, accountSummary],
};

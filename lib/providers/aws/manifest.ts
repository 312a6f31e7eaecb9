import { accountSummary, credentialReport } from '../../evidence/datasets/aws.ts';
import type { ProviderManifest } from '../provider.ts';
import { aws } from './service.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'aws',
  title: 'AWS',
  settings,
  needsCredentials: false,
  datasets: [credentialReport, accountSummary],
  service: aws,
};

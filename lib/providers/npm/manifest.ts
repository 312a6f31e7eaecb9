import { account, members, packages } from '../../evidence/datasets/npm.ts';
import type { ProviderManifest } from '../provider.ts';
import { npm } from './service.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'npm',
  title: 'npm',
  settings,
  needsCredentials: true,
  datasets: [members, packages, account],
  service: npm,
};

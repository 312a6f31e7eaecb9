import type { ProviderManifest } from '../service-collector.ts';
import * as datasets from './datasets.ts';
import { type OnePasswordSettings, settings } from './settings.ts';

export const manifest: ProviderManifest<OnePasswordSettings> = {
  id: 'onepassword',
  title: '1Password',
  settings,
  needsCredentials: true,
  datasets: [datasets.users, datasets.vaults, datasets.vaultAccess, datasets.events],
};

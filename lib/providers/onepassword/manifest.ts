import { events, users, vaultAccess, vaults } from '../../evidence/datasets/onepassword.ts';
import type { ProviderManifest } from '../provider.ts';
import { onepassword } from './service.ts';
import { type OnePasswordSettings, settings } from './settings.ts';

export const manifest: ProviderManifest<OnePasswordSettings> = {
  id: 'onepassword',
  title: '1Password',
  settings,
  needsCredentials: true,
  datasets: [users, vaults, vaultAccess, events],
  service: onepassword,
};

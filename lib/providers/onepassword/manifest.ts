import { events, users, vaultAccess, vaults } from '../../evidence/datasets/onepassword.ts';
import type { ProviderManifest } from '../provider.ts';
import { type OnePasswordSettings, settings } from './settings.ts';

export const manifest: ProviderManifest<OnePasswordSettings> = {
  id: 'onepassword',
  title: '1Password',
  settings,
  tokens: [['a 1Password service account token', '\\bops_[A-Za-z0-9_-]{16,}']],
  needsCredentials: true,
  datasets: [users, vaults, vaultAccess, events],
};

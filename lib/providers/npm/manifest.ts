import { account, members, packages } from '../../evidence/datasets/npm.ts';
import type { ProviderManifest } from '../provider.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'npm',
  title: 'npm',
  settings,
  tokens: [['an npm token', '\\bnpm_[A-Za-z0-9]{16,}']],
  needsCredentials: true,
  datasets: [members, packages, account],
};

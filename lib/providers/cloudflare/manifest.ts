import { account, members } from '../../evidence/datasets/cloudflare.ts';
import type { ProviderManifest } from '../provider.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'cloudflare',
  title: 'Cloudflare',
  settings,
  tokens: [['a Cloudflare token', '\\bcf(?:ut|at|k)_[A-Za-z0-9_-]{16,}']],
  needsCredentials: true,
  datasets: [account, members],
};

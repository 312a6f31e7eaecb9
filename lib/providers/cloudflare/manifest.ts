import { account, members } from '../../evidence/datasets/cloudflare.ts';
import type { ProviderManifest } from '../provider.ts';
import { cloudflare } from './service.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'cloudflare',
  title: 'Cloudflare',
  settings,
  needsCredentials: true,
  datasets: [account, members],
  service: cloudflare,
};

import type { Provider } from '../provider.ts';
import { collect } from './collect.ts';
import { datasets } from './datasets.ts';
import { probe } from './probe.ts';
import { type Settings, settings } from './settings.ts';
import { setup } from './setup.ts';

/** Cloudflare: whether an account requires two-factor authentication, and which of its members have it. */
export const cloudflare: Provider<Settings> = {
  id: 'cloudflare',
  title: 'Cloudflare',
  settings,
  needsCredentials: true,
  datasets,
  setup,
  collect,
  probe,
};

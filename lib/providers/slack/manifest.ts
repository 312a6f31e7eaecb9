import { team, users } from '../../evidence/datasets/slack.ts';
import type { ProviderManifest } from '../provider.ts';
import { slack } from './service.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'slack',
  title: 'Slack',
  settings,
  needsCredentials: true,
  // In the order in which they are collected. The workspace says who asks.
  datasets: [team, users],
  service: slack,
};

import { team, users } from '../../evidence/datasets/slack.ts';
import type { ProviderManifest } from '../provider.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'slack',
  title: 'Slack',
  settings,
  tokens: [
    ['a Slack token', '\\b(?:xox[a-z]|xapp)-[A-Za-z0-9-]{8,}'],
    ['a Slack webhook', 'hooks\\.slack\\.com/(?:services|workflows)/[\\w/]+'],
  ],
  needsCredentials: true,
  // In the order in which they are collected. The workspace says who asks.
  datasets: [team, users],
};

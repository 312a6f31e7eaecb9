import { groups, orgUnits, policies, users } from '../../evidence/datasets/google-workspace.ts';
import type { ProviderManifest } from '../provider.ts';
import { googleWorkspace } from './service.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'google-workspace',
  title: 'Google Workspace',
  settings,
  needsCredentials: true,
  // In the order in which they are collected. Groups come last, because policies name them.
  datasets: [orgUnits, policies, users, groups],
  service: googleWorkspace,
};

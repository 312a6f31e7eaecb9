import {
  appGrants,
  groups,
  orgUnits,
  policies,
  samlSignIns,
  usage,
  users,
} from '../../evidence/datasets/google-workspace.ts';
import type { ProviderManifest } from '../provider.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'google-workspace',
  title: 'Google Workspace',
  settings,
  tokens: [
    ['a service-account key', '"private_key"\\s*:'],
    ['a Google key', '\\b(?:AIza[A-Za-z0-9_-]{30,}|GOCSPX-[A-Za-z0-9_-]{16,}|ya29\\.[A-Za-z0-9_-]{16,})'],
  ],
  needsCredentials: true,
  // In the order in which they are collected: users name the customer for what follows, and policies name groups.
  datasets: [orgUnits, users, policies, groups, appGrants, samlSignIns, usage],
};

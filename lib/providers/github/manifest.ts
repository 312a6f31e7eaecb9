import {
  members,
  organization,
  outsideCollaborators,
  policyDocuments,
} from '../../evidence/datasets/github.ts';
import type { ProviderManifest } from '../provider.ts';
import { github } from './service.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'github',
  title: 'GitHub',
  settings,
  needsCredentials: true,
  // In the order in which they are collected. What members show of the token counts for outside collaborators too.
  datasets: [organization, members, outsideCollaborators, policyDocuments],
  service: github,
};

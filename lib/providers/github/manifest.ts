import {
  consumedLicenses,
  members,
  organization,
  outsideCollaborators,
  policyDocuments,
} from '../../evidence/datasets/github.ts';
import type { ProviderManifest } from '../provider.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'github',
  title: 'GitHub',
  settings,
  tokens: [['a GitHub token', '\\b(?:gh[a-z]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_-]{16,})']],
  needsCredentials: true,
  // In the order in which they are collected. What members show of the token counts for outside collaborators too.
  datasets: [organization, consumedLicenses, members, outsideCollaborators, policyDocuments],
};

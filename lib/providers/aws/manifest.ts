import { accountSummary, credentialReport } from '../../evidence/datasets/aws.ts';
import {
  identityCenterAssignments,
  identityCenterGroups,
  identityCenterUsers,
  organizationAccounts,
  organizationFeatures,
} from '../../evidence/datasets/aws-organization.ts';
import type { ProviderManifest } from '../provider.ts';
import { type Settings, settings } from './settings.ts';

export const manifest: ProviderManifest<Settings> = {
  id: 'aws',
  title: 'AWS',
  settings,
  tokens: [['an AWS access key', '\\b(?:AKIA|ASIA)[A-Z0-9]{12,}']],
  needsCredentials: false,
  datasets: [
    credentialReport,
    accountSummary,
    organizationAccounts,
    organizationFeatures,
    identityCenterUsers,
    identityCenterGroups,
    identityCenterAssignments,
  ],
};

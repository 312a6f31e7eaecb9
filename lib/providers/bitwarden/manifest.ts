import {
  collectionAccess,
  collections,
  events,
  groups,
  members,
  policies,
} from '../../evidence/datasets/bitwarden.ts';
import type { ProviderManifest } from '../provider.ts';
import { type BitwardenSettings, settings } from './settings.ts';

export const manifest: ProviderManifest<BitwardenSettings> = {
  id: 'bitwarden',
  title: 'Bitwarden',
  settings,
  // A client secret is thirty letters and digits like any other.
  tokens: [],
  needsCredentials: true,
  datasets: [members, groups, collections, collectionAccess, policies, events],
};

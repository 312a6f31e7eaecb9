import type { Provider } from '../provider.ts';
import { collect } from './collect.ts';
import { datasets } from './datasets.ts';
import { probe } from './probe.ts';
import { type Settings, settings } from './settings.ts';
import { setup } from './setup.ts';

/** Google Workspace: who there is, who has 2-step verification, and which policies enforce it. */
export const googleWorkspace: Provider<Settings> = {
  id: 'google-workspace',
  title: 'Google Workspace',
  settings,
  needsCredentials: true,
  datasets,
  setup,
  collect,
  probe,
};

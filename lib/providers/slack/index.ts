import type { Provider } from '../provider.ts';
import { collect } from './collect.ts';
import { datasets } from './datasets.ts';
import { probe } from './probe.ts';
import { type Settings, settings } from './settings.ts';
import { setup } from './setup.ts';

/** Slack: who is in the workspace, and who has two-factor authentication. */
export const slack: Provider<Settings> = {
  id: 'slack',
  title: 'Slack',
  settings,
  needsCredentials: true,
  datasets,
  setup,
  collect,
  probe,
};

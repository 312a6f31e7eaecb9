import type { Provider } from '../provider.ts';
import { collect } from './collect.ts';
import { datasets } from './datasets.ts';
import { probe } from './probe.ts';
import { type Settings, settings } from './settings.ts';
import { setup } from './setup.ts';

/** npm: who is in the organization, its packages, and the tokens of the account that asks. */
export const npm: Provider<Settings> = {
  id: 'npm',
  title: 'npm',
  settings,
  needsCredentials: true,
  datasets,
  setup,
  collect,
  probe,
};

import type { Provider } from '../provider.ts';
import { collect } from './collect.ts';
import { datasets } from './datasets.ts';
import { probe } from './probe.ts';
import { type Settings, settings } from './settings.ts';
import { setup } from './setup.ts';

/** GitHub: who belongs to an organization or works in it from outside, and who has two-factor authentication. */
export const github: Provider<Settings> = {
  id: 'github',
  title: 'GitHub',
  settings,
  needsCredentials: true,
  datasets,
  setup,
  collect,
  probe,
};

import type { Provider } from '../../provider.ts';
import { manifest } from '../manifest.ts';
import type { Settings } from '../settings.ts';
import { collect } from './collect.ts';
import { probe } from './probe.ts';
import { read } from './read.ts';
import { recalls } from './recalls.ts';
import { setup } from './setup.ts';

/** Google Workspace: who there is, who has 2-step verification, and which policies enforce it. */
export const collector: Provider<Settings> = {
  ...manifest,
  setup,
  recalls,
  read,
  collect,
  probe,
};

import type { Provider } from '../../provider.ts';
import { manifest } from '../manifest.ts';
import type { Settings } from '../settings.ts';
import { collect } from './collect.ts';
import { probe } from './probe.ts';
import { read } from './read.ts';
import { setup } from './setup.ts';

/** npm: who is in the organization, its packages, and the tokens of the account that asks. */
export const collector: Provider<Settings> = {
  ...manifest,
  setup,
  read,
  collect,
  probe,
};

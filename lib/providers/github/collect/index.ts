import type { Provider } from '../../provider.ts';
import { manifest } from '../manifest.ts';
import type { Settings } from '../settings.ts';
import { collect } from './collect.ts';
import { probe } from './probe.ts';
import { read } from './read.ts';
import { setup } from './setup.ts';

/** GitHub: who belongs to an organization or works in it from outside, and who has two-factor authentication. */
export const collector: Provider<Settings> = {
  ...manifest,
  setup,
  read,
  collect,
  probe,
};

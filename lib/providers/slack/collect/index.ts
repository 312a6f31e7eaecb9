import type { Provider } from '../../provider.ts';
import { manifest } from '../manifest.ts';
import type { Settings } from '../settings.ts';
import { collect } from './collect.ts';
import { probe } from './probe.ts';
import { read } from './read.ts';
import { setup } from './setup.ts';

/** Slack: who is in the workspace, and who has two-factor authentication. */
export const collector: Provider<Settings> = {
  ...manifest,
  setup,
  read,
  collect,
  probe,
};

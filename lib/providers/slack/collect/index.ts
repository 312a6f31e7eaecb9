import type { Provider } from '../../provider.ts';
import { manifest } from '../manifest.ts';
import type { Settings } from '../settings.ts';
import { read } from './read.ts';
import { setup } from './setup.ts';

/** Slack: who is in the workspace, and who has two-factor authentication. */
export const collector: Provider<Settings> = {
  ...manifest,
  setup,
  read,
  // With the vendor's library, which a night loads where there is such a connection.
  collect: async (session) => (await import('./collect.ts')).collect(session),
  probe: async (session) => (await import('./probe.ts')).probe(session),
};

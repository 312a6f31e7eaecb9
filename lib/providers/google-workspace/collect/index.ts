import type { Provider } from '../../provider.ts';
import { manifest } from '../manifest.ts';
import type { Settings } from '../settings.ts';
import { read } from './read.ts';
import { recalls } from './recalls.ts';
import { setup } from './setup.ts';

/** Google Workspace: who there is, who has 2-step verification, and which policies enforce it. */
export const collector: Provider<Settings> = {
  ...manifest,
  setup,
  recalls,
  read,
  // With the vendor's library, which a night loads where there is such a connection.
  collect: async (session) => (await import('./collect.ts')).collect(session),
  probe: async (session) => (await import('./probe.ts')).probe(session),
};

import type { Provider } from '../../provider.ts';
import { manifest } from '../manifest.ts';
import type { Settings } from '../settings.ts';
import { sleep, type Wait } from './pause.ts';
import { read } from './read.ts';
import { setup } from './setup.ts';

/** AWS, with the clock's waiting or with a stand-in for it. */
export function awsWith(wait: Wait): Provider<Settings> {
  return {
    ...manifest,
    setup,
    read,
    // With AWS's library, which a night loads where there is such a connection.
    collect: async (session) => (await import('./collect.ts')).collect(session, wait),
    probe: async (session) => (await import('./probe.ts')).probe(session, wait),
  };
}

/** AWS: whose passwords and access keys there are, who has MFA, and how the root user is kept. */
export const collector: Provider<Settings> = awsWith(sleep);

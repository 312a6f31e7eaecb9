import type { Provider } from '../../provider.ts';
import { manifest } from '../manifest.ts';
import type { Settings } from '../settings.ts';
import { collect } from './collect.ts';
import { sleep, type Wait } from './pause.ts';
import { probe } from './probe.ts';
import { read } from './read.ts';
import { setup } from './setup.ts';

/** AWS, with the clock's waiting or with a stand-in for it. */
export function awsWith(wait: Wait): Provider<Settings> {
  return {
    ...manifest,
    setup,
    read,
    collect: (session) => collect(session, wait),
    probe: (session) => probe(session, wait),
  };
}

/** AWS: whose passwords and access keys there are, who has MFA, and how the root user is kept. */
export const collector: Provider<Settings> = awsWith(sleep);

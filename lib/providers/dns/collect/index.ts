import type { Provider } from '../../provider.ts';
import { manifest } from '../manifest.ts';
import type { Settings } from '../settings.ts';
import type { Limits } from './client.ts';
import { collect } from './collect.ts';
import { probe } from './probe.ts';
import { read } from './read.ts';
import { setup } from './setup.ts';

/** The DNS, with limits of one's own on how long a question may take. */
export function dnsWith(limits: Limits): Provider<Settings> {
  return {
    ...manifest,
    setup,
    read,
    collect: (session) => collect(session, limits),
    probe: (session) => probe(session, limits),
  };
}

/** The DNS: who may send mail as the company's domains. */
export const collector: Provider<Settings> = dnsWith({
  timeoutMs: 2000,
  tries: 3,
  domainMs: 60_000,
  questions: 250,
});

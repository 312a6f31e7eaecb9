import type { Provider } from '../../provider.ts';
import { manifest } from '../manifest.ts';
import type { OnePasswordSettings } from '../settings.ts';
import { collect } from './collect.ts';
import { probe } from './probe.ts';
import { read } from './read.ts';
import { recalls } from './recalls.ts';
import { type CreateClient, vaultClients } from './sdk.ts';
import { setup } from './setup.ts';

/** 1Password, with the SDK or with a stand-in for it. */
export function onepasswordWith(createClient: CreateClient): Provider<OnePasswordSettings> {
  return {
    ...manifest,
    setup,
    read,
    recalls,
    collect: (session) => collect(session, createClient),
    probe: (session) => probe(session, createClient),
  };
}

export const collector: Provider<OnePasswordSettings> = onepasswordWith(vaultClients());

import type { Provider } from '../../provider.ts';
import { manifest } from '../manifest.ts';
import type { BitwardenSettings } from '../settings.ts';
import { collect } from './collect.ts';
import { probe } from './probe.ts';
import { read } from './read.ts';
import { setup } from './setup.ts';

/** Bitwarden: an organization's members, who has which collection, and what it requires of them. */
export const collector: Provider<BitwardenSettings> = { ...manifest, setup, read, collect, probe };

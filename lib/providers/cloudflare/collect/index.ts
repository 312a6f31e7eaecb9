import type { Provider } from '../../provider.ts';
import { manifest } from '../manifest.ts';
import type { Settings } from '../settings.ts';
import { collect } from './collect.ts';
import { probe } from './probe.ts';
import { read } from './read.ts';
import { setup } from './setup.ts';

/** Cloudflare: whether an account requires two-factor authentication, and which of its members have it. */
export const collector: Provider<Settings> = { ...manifest, setup, read, collect, probe };

import { userInfo } from 'node:os';
import { commit } from '../commit.ts';
import type { Collector } from '../evidence/document.ts';
import { version } from '../version.ts';

/** What collects, as evidence names it: this version of Exhibit, started by this person. */
export function thisCollector(trigger: 'manual' | 'schedule' = 'manual'): Collector {
  return { version, commit: commit(), node: process.version, trigger, by: userName() };
}

/** Who is signed in to this machine; null where the system does not say. */
export function userName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

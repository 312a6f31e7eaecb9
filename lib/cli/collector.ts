import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Collector } from '../evidence/document.ts';
import { version } from '../version.ts';

const root = new URL('../../', import.meta.url);

/** What collects, as evidence names it: this version of Exhibit, started by this person. */
export function thisCollector(trigger: 'manual' | 'schedule' = 'manual'): Collector {
  return { version, commit: commit(), node: process.version, trigger, by: userName() };
}

/** The commit that is checked out, read from git's own files; null outside a checkout. */
function commit(): string | null {
  try {
    const git = (name: string): string =>
      readFileSync(fileURLToPath(new URL(`.git/${name}`, root)), 'utf8').trim();
    const head = git('HEAD');
    return head.startsWith('ref: ') ? git(head.slice(5)) : head;
  } catch {
    return null;
  }
}

/** Who is signed in to this machine; null where the system does not say. */
export function userName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

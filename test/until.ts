import { setTimeout as pause } from 'node:timers/promises';
import { waitMs } from './time-limits.ts';

/** Waits until something is so, by asking again and again. Throws where it never is. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const ends = performance.now() + waitMs;
  while (!(await isSo())) {
    if (performance.now() > ends) throw new Error(`It never came to be so that ${what}.`);
    await pause(50);
  }
}

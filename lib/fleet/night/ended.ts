import type { Trouble } from './night.ts';

/** How the process of an organization's night ended. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  /** Whether it was ended because its time was over. */
  readonly timedOut: boolean;
  /** Whether Node itself gave up because its heap was full. */
  readonly outOfMemory: boolean;
  /** The last that it wrote to standard error: for whoever watches, and never sealed. */
  readonly said: string;
}

/** Why there is no seal, by how the process ended. */
export function troubleOf(
  { code, signal, timedOut, outOfMemory }: Ended,
  limits: { readonly organizationSeconds: number; readonly organizationMegabytes: number },
): Trouble {
  if (timedOut)
    return {
      code: 'timeout',
      message: `Its night was ended after ${limits.organizationSeconds} seconds (limits: organizationSeconds). The next one ends and seals what it had.`,
    };
  if (outOfMemory)
    return {
      code: 'memory',
      message: `Its night needed more than ${limits.organizationMegabytes} MB of heap (limits: organizationMegabytes).`,
    };
  if (signal !== null) return { code: 'ended', message: `Its process was ended from outside (${signal}).` };
  if (code === 2)
    return { code: 'refused', message: 'Its night could not be done: `exhibit run` with its file says why.' };
  if (code === 0 || code === 1)
    return {
      code: 'unsealed',
      message: 'Its process claimed that the night is done, and there is no seal of it.',
    };
  return { code: 'ended', message: `Its process failed (status ${code}).` };
}

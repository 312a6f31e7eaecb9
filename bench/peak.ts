import { readFileSync } from 'node:fs';

/**
 * The most memory that this process had at once, in MB. On Linux `maxRSS` goes back to what the process that started this one
 * had, so the kernel's own mark of this program is read there.
 */
export function peakMb(): number {
  return (markOfKernel() ?? process.resourceUsage().maxRSS) / 1024;
}

/** In KB; null where there is no such file. */
function markOfKernel(): number | null {
  try {
    const [, mark] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return mark === undefined ? null : Number(mark);
  } catch {
    return null;
  }
}

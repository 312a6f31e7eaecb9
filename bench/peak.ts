import { readFileSync } from 'node:fs';

/**
 * The most memory that this process had at once, in MB. On Linux `maxRSS` goes back to what the process that started this one
 * had, so the kernel's own mark of this program is read there.
 */
export function peakMb(): number {
  return (markOf('self') ?? process.resourceUsage().maxRSS) / 1024;
}

/** The kernel's mark of the most memory that a process had at once, in KB; null where there is none, or no such process. */
export function markOf(pid: number | 'self'): number | null {
  const [, mark] = /^VmHWM:\s+(\d+) kB$/m.exec(procFile(`${pid}/status`)) ?? [];
  return mark === undefined ? null : Number(mark);
}

/** A process and all that it started, as far as they run now and the kernel lists them. */
export function processesOf(pid: number): readonly number[] {
  const children = procFile(`${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(processesOf)];
}

function procFile(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}

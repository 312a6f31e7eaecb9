import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { markOf, processesOf } from './peak.ts';

/** What a command took, start and end of its process included. */
export interface Timed {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of processor time, user and system together, of it and of all that it started and waited for. */
  readonly cpu: number;
  /** MB, the most that its largest process had at once; null where the system keeps no mark of it (Linux does). */
  readonly peakMb: number | null;
}

const watchedEveryMs = 20;

/**
 * Runs a command and says what it took. A shell starts it and asks the system for the times of what it waited for
 * (POSIX's `times`), so that every command is measured by the same instrument, whatever it is written in. Throws where
 * it ends with a status that is none of `ends`.
 */
export async function timed(
  command: string,
  words: readonly string[],
  cwd: string,
  ends: readonly number[] = [0],
): Promise<Timed> {
  const script = '"$@" >/dev/null; status=$?; times; exit $status';
  const began = performance.now();
  const shell = spawn('sh', ['-c', script, 'sh', command, ...words], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  shell.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  let peakKb = 0;
  const watching = setInterval(() => {
    peakKb = Math.max(peakKb, ...processesOf(shell.pid ?? 0).map((pid) => markOf(pid) ?? 0));
  }, watchedEveryMs);
  const [code] = (await once(shell, 'close')) as [number];
  clearInterval(watching);
  if (!ends.includes(code)) throw new Error(`${command} ${words.join(' ')} ended with status ${code}.`);
  const wall = (performance.now() - began) / 1000;
  return { wall, cpu: childrenOf(output), peakMb: peakKb === 0 ? null : peakKb / 1024 };
}

/** `times` prints two lines: the shell's own user and system time, and that of its children, each as `1m2.34s`. */
function childrenOf(times: string): number {
  const [, children = ''] = times.split('\n');
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) throw new Error(`The shell printed no times: ${times}`);
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

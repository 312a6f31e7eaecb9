import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a command took, start and end of its process included. */
export interface Timed {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of processor time, user and system together, of it and of all that it started and waited for. */
  readonly cpu: number;
}

/**
 * Runs a command and says what it took. A shell starts it and asks the system for the times of what it waited for
 * (POSIX's `times`), so that every command is measured by the same instrument, whatever it is written in. Throws where
 * it ends with another status than 0.
 */
export async function timed(command: string, words: readonly string[], cwd: string): Promise<Timed> {
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
  const [code] = (await once(shell, 'close')) as [number];
  if (code !== 0) throw new Error(`${command} ended with status ${code}.`);
  return { wall: (performance.now() - began) / 1000, cpu: childrenOf(output) };
}

/** `times` prints two lines: the shell's own user and system time, and that of its children, each as `1m2.34s`. */
function childrenOf(times: string): number {
  const [, children = ''] = times.split('\n');
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) throw new Error(`The shell printed no times: ${times}`);
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

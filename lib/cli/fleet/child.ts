import { type ChildProcess, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Variables } from '../../fleet/environment.ts';
import type { FleetLimits } from '../../fleet/fleet.ts';
import type { Ended } from '../../fleet/night/ended.ts';
import { onSignal } from '../../locker/on-signal.ts';
import { inert } from '../../text/inert.ts';

/** The command line, as sources and as it is installed. */
const program = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../bin/exhibit.ts' : './exhibit.mjs', import.meta.url),
);

/** A process that was asked to end has so long to tidy up. */
const graceMs = 10_000;

export interface ChildOptions {
  readonly file: string;
  readonly run: string;
  readonly environment: Variables;
  readonly limits: Pick<FleetLimits, 'organizationMegabytes' | 'organizationSeconds'>;
}

/**
 * One organization's night in a process of its own: the command that it would be alone, with a bound on its heap and its time.
 * Resolves when it has ended, however that was.
 */
export async function runChild({ file, run, environment, limits }: ChildOptions): Promise<Ended> {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${limits.organizationMegabytes}`,
      '--min-semi-space-size=16',
      '--max-semi-space-size=16',
      program,
      'run',
      ...['--config', file, '--at', run, '--scheduled', '--quiet'],
    ],
    // Left as it is, a folder that npm remembers would move relative paths.
    {
      cwd: dirname(file),
      env: { ...environment, INIT_CWD: dirname(file) },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const forget = onSignal(() => child.kill('SIGTERM'));
  const timer = endAfter(child, limits.organizationSeconds * 1_000);
  try {
    return { ...(await ended(child)), timedOut: timer.over() };
  } finally {
    timer.stop();
    forget();
  }
}

function endAfter(child: ChildProcess, ms: number) {
  let isOver = false;
  let last: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    isOver = true;
    child.kill('SIGTERM');
    last = setTimeout(() => child.kill('SIGKILL'), graceMs);
  }, ms);
  return {
    over: () => isOver,
    stop: () => {
      clearTimeout(first);
      clearTimeout(last);
    },
  };
}

const mostCharacters = 4_000;

function ended(child: ChildProcess): Promise<Omit<Ended, 'timedOut'>> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-mostCharacters);
  });
  return new Promise((resolve) => {
    const end = (code: number | null, signal: string | null, text: string): void =>
      resolve({ code, signal, outOfMemory: isOutOfMemory(text), said: textOf(text) });
    child.on('error', (error: NodeJS.ErrnoException) =>
      end(126, null, `The process could not be started (${error.code}).`),
    );
    child.on('close', (code, signal) => end(code, signal, said));
  });
}

function isOutOfMemory(said: string): boolean {
  return /heap out of memory|Reached heap limit/.test(said);
}

/** Its last lines, without what Node tells of its own heap and stack. */
function textOf(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => inert(line.trimEnd()))
    .filter((line) => line.trim() !== '' && !/^\s*(<---|-----|\d+: 0x|\[\d+:0x)/.test(line));
  return lines.slice(-5).join('\n');
}

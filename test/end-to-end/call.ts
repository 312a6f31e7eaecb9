import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clockEnvironment } from '../clock-environment.ts';

/** The project's folder, and the Node that tests run on. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
export const node = process.execPath;

/** The command line under test, where it is not the sources: one that was installed (`scripts/install-tarball.mjs`). */
export const installed: string | undefined = process.env.EXHIBIT_PROGRAM;

/** What a command came to. */
export interface Outcome {
  /** Null when it was killed. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Kills it, with no chance to tidy up. */
  readonly kill?: AbortSignal;
}

/** Calls the command line as a person would, in a process of its own. */
export function callExhibit(words: readonly string[], call: CallOptions = {}): Promise<Outcome> {
  return callProgram(node, [installed ?? join(root, 'bin', 'exhibit.ts'), ...words], call);
}

/** Calls any program and waits for its end. */
export function callProgram(
  program: string,
  words: readonly string[],
  { cwd = tmpdir(), environment = {}, kill }: CallOptions,
): Promise<Outcome> {
  const env = { ...ownEnvironment(), ...environment };
  const child = spawn(program, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  kill?.addEventListener('abort', () => child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (bytes) => stdout.push(bytes));
    child.stderr.on('data', (bytes) => stderr.push(bytes));
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}

/** Without what npm and Jest add: `INIT_CWD` would move relative paths. Compiled code is kept, which saves a third. */
export function ownEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return {
    ...clockEnvironment(),
    // The made-up company's nights, which tests know by their dates.
    EXHIBIT_DEMO_LAST_NIGHT: '2026-11-22',
    PATH,
    HOME,
    NODE_COMPILE_CACHE: join(tmpdir(), 'exhibit-end-to-end-compiled'),
  };
}

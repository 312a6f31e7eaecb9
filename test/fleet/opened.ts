import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installed, node, ownEnvironment, root } from '../end-to-end/call.ts';
import { until } from '../until.ts';
import type { FleetScene } from './scene.ts';

/** A page that `exhibit fleet open` shows. */
export interface OpenedPage {
  readonly file: string;
  readonly text: string;
  /** What it has said to people until now. */
  said(): string;
  /** Ends the command as a person would. Gives its exit status. */
  end(): Promise<number | null>;
}

/** Calls `exhibit fleet open` without a browser, and waits for the page. */
export async function openedPage(
  { folder }: FleetScene,
  words: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<OpenedPage> {
  const program = installed ?? `${root}/bin/exhibit.ts`;
  const child = spawn(node, [program, 'fleet', 'open', ...words, '--no-browser'], {
    cwd: folder,
    env: { ...ownEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [shown, said] = ['', ''];
  child.stdout.on('data', (bytes) => {
    shown += bytes;
  });
  child.stderr.on('data', (bytes) => {
    said += bytes;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await until('the address is printed', async () => shown.includes('\n'));
  const file = fileURLToPath(shown.trim());
  return {
    file,
    text: readFileSync(file, 'utf8'),
    said: () => said,
    async end() {
      child.kill('SIGINT');
      return await ended;
    },
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A Google Workspace of any size in a process of its own, so that its work is not counted with what is measured. */
export interface BigServer {
  readonly url: string;
  /** A service account's key (JSON). */
  readonly key: string;
  stop(): void;
}

export async function startBigServer(users: number): Promise<BigServer> {
  const program = fileURLToPath(new URL('../demo/stand-ins/big-google.ts', import.meta.url));
  const child = spawn(process.execPath, [program, '--users', String(users)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url, serviceAccountKey } = JSON.parse(line) as { url: string; serviceAccountKey: string };
  return { url, key: serviceAccountKey, stop: () => child.kill() };
}

import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clockEnvironment } from '../../clock-environment.ts';
import type { Asked, Task, Told } from './run-function.ts';

/** A function as the template describes it, filled in. */
export interface Deployed {
  /** Its place in the stack, such as `Functions/Seal`. */
  readonly place: string;
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

export type CallOptions = Pick<Task, 'now' | 'remaining' | 'dies'>;

export interface Ended {
  readonly output: unknown;
  /** How many requests it made. */
  readonly requests: number;
  /** What it asked of AWS. */
  readonly asked: readonly Asked[];
  /** What it wrote to its log. */
  readonly log: string;
}

const compiled = join(tmpdir(), 'exhibit-functions-compiled');
const runner = fileURLToPath(new URL('run-function.ts', import.meta.url));

/**
 * Calls a function in a process of its own. Throws what it threw, by name and message as Lambda tells it on, and
 * `Runtime.ExitError` when its process was ended.
 */
export async function callFunction(deployed: Deployed, event: unknown, options: CallOptions): Promise<Ended> {
  const child = fork(runner, {
    // Compiled code is kept, where Lambda keeps a whole process.
    env: { ...clockEnvironment(), NODE_COMPILE_CACHE: compiled, ...deployed.environment },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let [log, faults, told]: [string, string, Told | null] = ['', '', null];
  child.stdout?.on('data', (chunk) => {
    log += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    faults += chunk;
  });
  child.on('message', (message: Told) => {
    told = message;
  });
  const request = `${deployed.place}-${child.pid}`;
  const name = deployed.place.replaceAll('/', '-');
  child.send({ ...options, file: deployed.file, event, name, request } satisfies Task);
  const signal = await new Promise<string | null>((resolve) => child.on('close', (_, by) => resolve(by)));
  return outcome(told, log, signal ?? faults);
}

function outcome(told: Told | null, log: string, why: string): Ended {
  if (told?.ended) return { output: told.output, requests: told.requests, asked: told.asked, log };
  const fault = told ?? { name: 'Runtime.ExitError', message: `The runtime exited: ${why}` };
  throw Object.assign(new Error(fault.message), { name: fault.name });
}

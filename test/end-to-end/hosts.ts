import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import { callExhibit, installed, node, type Outcome, ownEnvironment } from './call.ts';

export interface HostedCall {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** What the command takes for the time (RFC 3339); by default the machine's. */
  readonly now?: string;
}

const most = 2;
const idle: ChildProcess[] = [];
const started: ChildProcess[] = [];
const waiting: ((host: ChildProcess) => void)[] = [];

afterAll(() => {
  for (const host of started) host.kill('SIGKILL');
});

/** Calls the command line in a process that has served other calls before; one that is installed, in its own. */
export async function callHosted(
  words: readonly string[],
  call: Omit<HostedCall, 'words'>,
): Promise<Outcome> {
  if (installed !== undefined) return callInstalled(words, call);
  const host = await freeHost();
  const answered = once(host, 'message');
  host.send({ ...call, environment: { ...ownEnvironment(), ...call.environment }, words });
  const [outcome] = await answered;
  const next = waiting.shift();
  if (next) next(host);
  else idle.push(host);
  return outcome;
}

/** What is installed takes no clock from anybody, so that its process is given another one. */
function callInstalled(
  words: readonly string[],
  { now, environment, cwd }: Omit<HostedCall, 'words'>,
): Promise<Outcome> {
  if (now === undefined) return callExhibit(words, { cwd, environment });
  const clock = new URL('stopped-clock.mjs', import.meta.url).href;
  const shifted = { NODE_OPTIONS: `--import=${clock}`, EXHIBIT_TEST_NOW: now };
  return callExhibit(words, { cwd, environment: { ...environment, ...shifted } });
}

/** Calls it at another time. */
export function callHostedAt(now: Date): typeof callHosted {
  return (words, call) => callHosted(words, { ...call, now: now.toISOString() });
}

async function freeHost(): Promise<ChildProcess> {
  const free = idle.pop();
  if (free) return free;
  if (started.length >= most) return new Promise((resolve) => waiting.push(resolve));
  const options = { execPath: node, execArgv: [], env: ownEnvironment() };
  const host = fork(fileURLToPath(new URL('host.ts', import.meta.url)), [], options);
  started.push(host);
  return host;
}

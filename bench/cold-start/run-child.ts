import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const child = fileURLToPath(new URL('child.mjs', import.meta.url));
const run = promisify(execFile);

export interface Measured {
  /** Milliseconds of processor time until the bundle was loaded. */
  readonly loadedMs: number;
  /** And until its handler had answered. */
  readonly answeredMs: number;
  readonly answer: unknown;
}

/** Loads a bundle in a process of its own, and calls its handler once when there is an event. Throws when that fails. */
export async function runChild(
  bundle: string,
  event?: object,
  environment: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const words = event === undefined ? [] : [JSON.stringify(event)];
  const { stdout } = await run(process.execPath, [child, bundle, ...words], {
    env: { ...process.env, ...environment },
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout) as Measured;
}

/** Of several, the one in the middle. */
export function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

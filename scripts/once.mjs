import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes `path` unless it is there. Of several processes that want it at the same moment, one makes it and the others wait.
 * What one left behind unfinished is cleared after `longestMs`. `make` throws where it cannot be had.
 */
export function once(path, longestMs, make) {
  if (existsSync(path)) return;
  alone(`${path}.making`, longestMs, () => {
    if (!existsSync(path)) make();
  });
}

/** Acts while no other process does under the same name, a path, and returns what `act` does; it must not end the process. */
export function alone(making, longestMs, act) {
  mkdirSync(dirname(making), { recursive: true });
  while (!begin(making, longestMs)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  try {
    return act();
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** Whether this process is the one to make it. */
function begin(making, longestMs) {
  const found = statSync(making, { throwIfNoEntry: false });
  if (found && Date.now() - found.mtimeMs > longestMs) rmSync(making, { recursive: true, force: true });
  try {
    mkdirSync(making);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes `path` unless it is there. Of several processes that want it at the same moment, one makes it and the others wait.
 * What one left behind unfinished is cleared after `longestMs`. `make` throws where it cannot be had.
 */
export function once(path, longestMs, make) {
  const making = `${path}.making`;
  mkdirSync(dirname(path), { recursive: true });
  while (!existsSync(path)) {
    if (!begin(making, longestMs)) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
      continue;
    }
    try {
      if (!existsSync(path)) make();
    } finally {
      rmSync(making, { recursive: true, force: true });
    }
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

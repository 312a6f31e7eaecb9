import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';

/**
 * Makes `path` unless it is there. Of several processes that want it at the same moment, one makes it and the others wait.
 * `make` throws where it cannot be had.
 */
export function once(path, longestMs, make) {
  if (existsSync(path)) return;
  alone(`${path}.making`, longestMs, () => {
    if (!existsSync(path)) make();
  });
}

/**
 * Acts while no other process does under the same name, a path, and returns what `act` does; it must not end the process.
 * Who died meanwhile is not waited for, and nobody longer than `longestMs`.
 */
export function alone(making, longestMs, act) {
  mkdirSync(dirname(making), { recursive: true });
  waitFor(making, longestMs);
  try {
    return act();
  } finally {
    rmSync(making, { force: true });
  }
}

const own = `${hostname()} ${process.pid}`;

/** Waits by time that passes and not by the clock, which need not be that of the files. */
function waitFor(making, longestMs) {
  let since = performance.now();
  let before = null;
  while (!begin(making)) {
    const holder = holderOf(making);
    if (holder !== before) since = performance.now();
    before = holder;
    if (hasDied(holder) || performance.now() - since > longestMs) clear(making, holder);
    else pause(200);
  }
}

/** Whether this process is the one. */
function begin(making) {
  try {
    writeFileSync(making, own, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Its host and number; null where nobody holds it, or has not written yet who it is. */
function holderOf(making) {
  try {
    return readFileSync(making, 'utf8') || null;
  } catch {
    return null;
  }
}

function hasDied(holder) {
  const [host, pid] = holder?.split(' ') ?? [];
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** One clears at a time, and looks again: another may have cleared it before, and begun. */
function clear(making, holder) {
  const clearing = `${making}.clearing`;
  if (!begin(clearing)) {
    pause(200);
    if (hasDied(holderOf(clearing))) rmSync(clearing, { force: true });
    return;
  }
  if (holderOf(making) === holder) rmSync(making, { recursive: true, force: true });
  rmSync(clearing, { force: true });
}

function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

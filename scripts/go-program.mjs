/**
 * Builds a program with Go once, into a folder that `npm ci` clears, and prints its path. Several test files may ask at the
 * same moment: one of them builds, and the others wait for it.
 */
import { spawnSync } from 'node:child_process';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from './once.mjs';

const longestMs = 9 * 60_000;
/** After a failure nobody tries again for so long: several test files ask one after another. */
const forgetFailureMs = 15 * 60_000;

const cache = join(fileURLToPath(import.meta.url), '..', '..', 'node_modules', '.cache', 'exhibit');

/**
 * Prints the path of the program; ends with status 1 and one line on standard error where it cannot be had.
 * @param place of the package, as Go names it; its last part names the program
 * @param missing begins the line that says what cannot be done without it
 */
export function printGoProgram({ place, version, missing }) {
  const name = place.split('/').at(-1);
  const program = join(cache, `${name}-${version}`);
  try {
    once(program, longestMs, () => build({ place, version, name, program }));
    process.stdout.write(`${program}\n`);
  } catch (error) {
    process.stderr.write(`${missing}, ${name} ${version}: ${error.message}\n`);
    process.exitCode = 1;
  }
}

function build({ place, version, name, program }) {
  const [building, failure] = [`${program}.building`, `${program}.failed`];
  if (isYoung(failure, forgetFailureMs)) throw new Error(`it could not be built (see ${failure}).`);
  if (spawnSync('go', ['version']).status !== 0) throw new Error('there is no Go here to build it with.');
  rmSync(building, { recursive: true, force: true });
  const made = spawnSync('go', ['install', `${place}@${version}`], {
    env: { ...process.env, GOBIN: building },
    encoding: 'utf8',
    timeout: longestMs,
  });
  if (made.status === 0) renameSync(join(building, name), program);
  rmSync(building, { recursive: true, force: true });
  if (made.status === 0) return;
  const reason = made.error?.message ?? made.stderr.trim().split('\n').at(-1) ?? '';
  writeFileSync(failure, reason);
  throw new Error(`it could not be built: ${reason}`);
}

function isYoung(path, ms) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs < ms;
}

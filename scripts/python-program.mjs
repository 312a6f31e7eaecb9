/**
 * Installs a program from Python's registry once, into a folder that `npm ci` clears, and prints its path. Several test
 * files may ask at the same moment: one of them installs, and the others wait for it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone } from './once.mjs';

const cache = join(fileURLToPath(import.meta.url), '..', '..', 'node_modules', '.cache', 'exhibit');
const windows = process.platform === 'win32';
const longestMs = 9 * 60_000;

/**
 * Prints the path of the program; ends with status 1 and one line on standard error where it cannot be had.
 * @param name of the folder, with the version
 * @param program what is run
 * @param packages with their versions, as pip takes them
 * @param missing begins the line that says what cannot be done without it
 */
export function printPythonProgram({ name, program, packages, missing }) {
  const home = join(cache, name);
  try {
    const finished = join(home, 'installed');
    // The lock lies beside the folder, which is emptied.
    if (!existsSync(finished))
      alone(`${home}.installing`, 2 * longestMs, () => existsSync(finished) || install(home, packages));
    process.stdout.write(`${inHome(home, program)}\n`);
  } catch (error) {
    process.stderr.write(`${missing}: ${error.message}\n`);
    process.exitCode = 1;
  }
}

function install(home, packages) {
  const python = ['python3', 'python'].find((one) => spawnSync(one, ['--version']).status === 0);
  if (python === undefined) throw new Error('there is no Python here to install it with.');
  run(python, '-m', 'venv', '--clear', home);
  run(inHome(home, 'pip'), 'install', '--quiet', '--disable-pip-version-check', ...packages);
  mkdirSync(join(home, 'installed'));
}

function run(command, ...args) {
  const done = spawnSync(command, args, { encoding: 'utf8', timeout: longestMs });
  if (done.status !== 0)
    throw new Error(done.error?.message ?? done.stderr.trim().split('\n').at(-1) ?? `${command} failed`);
}

function inHome(home, one) {
  return windows ? join(home, 'Scripts', `${one}.exe`) : join(home, 'bin', one);
}

/**
 * Installs a program from Python's registry once, into a folder that `npm ci` clears, and prints its path. Several test
 * files may ask at the same moment: one of them installs, and the others wait for it.
 *
 * What is installed is what `scripts/python/<name>.txt` says, dependencies included, each by its hash; nothing is built. After a
 * change of `<name>.in`, in that folder:
 * `uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --only-binary :all: <name>.in -o <name>.txt`
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone } from './once.mjs';

const root = join(fileURLToPath(import.meta.url), '..', '..');
const cache = join(root, 'node_modules', '.cache', 'exhibit');
const windows = process.platform === 'win32';
const longestMs = 9 * 60_000;

/**
 * Prints the path of the program; ends with status 1 and one line on standard error where it cannot be had.
 * @param name of its requirements
 * @param program what is run
 * @param missing begins the line that says what cannot be done without it
 */
export function printPythonProgram({ name, program, missing }) {
  try {
    const requirements = join(root, 'scripts', 'python', `${name}.txt`);
    const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex');
    const home = join(cache, `${name}-${digest.slice(0, 16)}`);
    const finished = join(home, 'installed');
    // The lock lies beside the folder, which is emptied.
    if (!existsSync(finished))
      alone(`${home}.installing`, 2 * longestMs, () => existsSync(finished) || install(home, requirements));
    process.stdout.write(`${inHome(home, program)}\n`);
  } catch (error) {
    process.stderr.write(`${missing}: ${error.message}\n`);
    process.exitCode = 1;
  }
}

function install(home, requirements) {
  const python = ['python3', 'python'].find((one) => spawnSync(one, ['--version']).status === 0);
  if (python === undefined) throw new Error('there is no Python here to install it with.');
  run(python, '-m', 'venv', '--clear', home);
  const quiet = ['--quiet', '--disable-pip-version-check'];
  run(
    inHome(home, 'pip'),
    'install',
    ...quiet,
    '--require-hashes',
    '--only-binary=:all:',
    '-r',
    requirements,
  );
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

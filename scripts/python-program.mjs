/**
 * Installs a program from Python's registry once, into a folder that `npm ci` clears, and prints its path. Several test
 * files may ask at the same moment: one of them installs, and the others wait for it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
  const finished = join(home, 'installed');
  const installing = `${home}.installing`;
  const inHome = (one) => (windows ? join(home, 'Scripts', `${one}.exe`) : join(home, 'bin', one));
  const fail = (reason) => {
    rmSync(installing, { recursive: true, force: true });
    process.stderr.write(`${missing}: ${reason}\n`);
    process.exit(1);
  };
  const run = (command, ...args) => {
    const done = spawnSync(command, args, { encoding: 'utf8', timeout: longestMs });
    if (done.status === 0) return;
    rmSync(home, { recursive: true, force: true });
    fail(done.error?.message ?? done.stderr.trim().split('\n').at(-1) ?? `${command} failed`);
  };
  mkdirSync(cache, { recursive: true });
  while (!existsSync(finished)) {
    if (!mayInstall(installing)) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
      continue;
    }
    if (existsSync(finished)) {
      rmSync(installing, { recursive: true, force: true });
      break;
    }
    const python = ['python3', 'python'].find((one) => spawnSync(one, ['--version']).status === 0);
    if (python === undefined) fail('there is no Python here to install it with.');
    rmSync(home, { recursive: true, force: true });
    run(python, '-m', 'venv', home);
    run(inHome('pip'), 'install', '--quiet', '--disable-pip-version-check', ...packages);
    mkdirSync(finished);
    rmSync(installing, { recursive: true, force: true });
  }
  process.stdout.write(`${inHome(program)}\n`);
}

/** Whether this process is the one to install. What another one left behind longer ago than it may take is cleared. */
function mayInstall(installing) {
  const found = statSync(installing, { throwIfNoEntry: false });
  if (found && Date.now() - found.mtimeMs > 2 * longestMs)
    rmSync(installing, { recursive: true, force: true });
  try {
    mkdirSync(installing);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

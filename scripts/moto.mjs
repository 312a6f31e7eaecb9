/**
 * Makes sure that there is `moto`, which stands in for AWS and which this project did not write, and prints the path of
 * its server. Installed once with Python, into a folder that `npm ci` clears. Ends with status 1 and one line on standard
 * error where that cannot be done.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '5.2.5';
/** What its server needs of what it may need; all of its extras take three times the time and room. */
const server = ['flask==3.1.3', 'flask-cors==6.0.5'];
const longestMs = 9 * 60_000;

const cache = join(fileURLToPath(import.meta.url), '..', '..', 'node_modules', '.cache', 'exhibit');
const home = join(cache, `moto-${version}`);
const windows = process.platform === 'win32';
const inHome = (program) => (windows ? join(home, 'Scripts', `${program}.exe`) : join(home, 'bin', program));
const finished = join(home, 'installed');

function fail(reason) {
  process.stderr.write(`No AWS to test against: ${reason}\n`);
  process.exit(1);
}

function run(command, ...args) {
  const done = spawnSync(command, args, { encoding: 'utf8', timeout: longestMs });
  if (done.status === 0) return;
  rmSync(home, { recursive: true, force: true });
  fail(done.error?.message ?? done.stderr.trim().split('\n').at(-1) ?? `${command} failed`);
}

if (!existsSync(finished)) {
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (python === undefined) fail('there is no Python here to install moto with.');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  run(python, '-m', 'venv', home);
  run(inHome('pip'), 'install', '--quiet', '--disable-pip-version-check', `moto==${version}`, ...server);
  mkdirSync(`${finished}.making`, { recursive: true });
  renameSync(`${finished}.making`, finished);
}
process.stdout.write(`${inHome('moto_server')}\n`);

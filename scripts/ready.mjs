/**
 * Makes a fresh clone ready: installs what the lock file names, once, and again when the lock file changes.
 * Runs under any Node from 20 on, so it uses nothing that has to be installed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '..', '..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.exhibit-ready');

/** The Node that the scripts and the functions run on: the one the project brings in. */
export const projectNode = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

/** Where Node keeps what it made of the sources. It makes it anew when a source changes, and does without if it must. */
export const compiled = join(modules, '.cache', 'exhibit-compiled');

export function makeReady() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('exhibit: installing dependencies (only the first time) …\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund'];
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const done = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (done.status !== 0) fail('`npm ci` did not succeed; its message is above.', done.status ?? 1);
  const version = spawnSync(projectNode, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? 'none';
  if (Number(version.slice(1).split('.')[0]) < 24)
    fail(`Node 24 is needed, and the project's own is "${version}". Was npm run with --ignore-scripts?`, 1);
  writeFileSync(stamp, wanted);
}

function fail(message, status) {
  process.stderr.write(`exhibit: ${message}\n`);
  process.exit(status);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) makeReady();

/**
 * Makes a fresh clone ready: installs what the lock file names unless that is installed, by this or by a plain `npm ci`.
 * Runs under any Node from 20 on, so it uses nothing that has to be installed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './npm.mjs';
import { alone } from './once.mjs';
import { projectNode } from './project-node.mjs';
import { root } from './tool.mjs';

const modules = join(root, 'node_modules');
const longestMs = 18 * 60_000;

/** Where Node keeps what it made of the sources. It makes it anew when a source changes, and does without if it must. */
export const compiled = join(modules, '.cache', 'exhibit-compiled');

/** Returns the path of the Node to go on with. */
export function makeReady() {
  try {
    // Beside what is installed, since `npm ci` clears that first.
    if (!isInstalled()) alone(join(root, '.installing'), longestMs, install);
    return projectNode();
  } catch (error) {
    process.stderr.write(`exhibit: ${error.message}\n`);
    // 1 would say that a night was collected, and that something in it is wrong.
    process.exit(2);
  }
}

/** Whether npm wrote down that it installed what the lock file names. What is optional may not be for this machine. */
function isInstalled() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const found = packagesIn(join(modules, '.package-lock.json'));
  return Object.entries(wanted).every(
    ([path, { optional, integrity }]) =>
      path === '' || optional || (path in found && found[path].integrity === integrity),
  );
}

/** npm writes the list in `node_modules` last, so that there is none after an installation that was broken off. */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

/** Of several starts at once the first installs, and the others find it done. */
function install() {
  if (isInstalled()) return;
  process.stderr.write('exhibit: installing dependencies (only the first time) …\n');
  if (npm(['ci'], { cwd: root }) !== 0) throw new Error('`npm ci` did not succeed; its message is above.');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) makeReady();

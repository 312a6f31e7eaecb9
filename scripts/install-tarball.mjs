/**
 * Packs the project as it would be published and installs it into a folder that has nothing else, without a network:
 * `node scripts/install-tarball.mjs FOLDER`. Prints the path of the installed program. With `--keep`, a commit that nothing was
 * changed of is packed once, and what was packed of it is kept until the next `npm ci`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { npm } from './npm.mjs';
import { alone } from './once.mjs';
import { makeReady } from './ready.mjs';
import { root } from './tool.mjs';

makeReady();
const folder = resolve(process.argv[2] ?? '');
if (process.argv[2] === undefined) throw new Error('Name the folder to install into.');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
const cache = join(root, 'node_modules', '.cache', 'exhibit');
// Packing builds `dist/` anew, so that two at once would pack each other's half.
const tarball = alone(join(cache, 'packing'), 300_000, () =>
  packedOf(process.argv.includes('--keep') ? commit() : null),
);
must(npm(['install', '--offline', tarball], { cwd: folder }));
process.stdout.write(`${join(folder, 'node_modules', 'exhibit', 'dist', 'cli', 'exhibit.mjs')}\n`);

/** The tarball: the one that is kept of a commit, or a new one. */
function packedOf(commit) {
  const packed = commit === null ? join(folder, 'packed') : join(cache, 'packed', commit);
  mkdirSync(packed, { recursive: true });
  if (readdirSync(packed).length === 0 && npm(['pack', '--pack-destination', packed], { cwd: root }) !== 0)
    throw new Error('The project could not be packed: see above.');
  return join(packed, readdirSync(packed)[0]);
}

/** The commit that lies here; null where something was changed since, or nobody can say. */
function commit() {
  const git = (...words) => spawnSync('git', words, { cwd: root, encoding: 'utf8' });
  const changed = git('status', '--porcelain');
  if (changed.status !== 0 || changed.stdout !== '') return null;
  return git('rev-parse', 'HEAD').stdout.trim();
}

function must(status) {
  if (status !== 0) process.exit(status);
}

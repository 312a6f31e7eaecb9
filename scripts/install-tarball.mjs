/**
 * Packs the project as it would be published and installs it into a folder that has nothing else, without a network:
 * `node scripts/install-tarball.mjs FOLDER`. Prints the path of the installed program.
 */
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
const packed = join(folder, 'packed');
mkdirSync(packed, { recursive: true });
writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
// Packing builds `dist/` anew, so that two at once would pack each other's half.
const packing = join(root, 'node_modules', '.cache', 'exhibit', 'packing');
must(alone(packing, 300_000, () => npm(['pack', '--pack-destination', packed], { cwd: root })));
const [tarball] = readdirSync(packed);
must(npm(['install', '--offline', join(packed, tarball)], { cwd: folder }));
process.stdout.write(`${join(folder, 'node_modules', 'exhibit', 'dist', 'cli', 'exhibit.mjs')}\n`);

function must(status) {
  if (status !== 0) process.exit(status);
}

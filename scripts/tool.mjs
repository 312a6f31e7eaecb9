import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './npm.mjs';
import { once } from './once.mjs';

export const root = join(fileURLToPath(import.meta.url), '..', '..');
/** `npm ci` clears it. */
const cache = join(root, 'node_modules', '.cache', 'exhibit');
const longestMs = 18 * 60_000;

/**
 * Installs what a folder of `scripts/tools/` names, once, and returns the `node_modules` it is in. These are large, and most
 * who clone the project need none of them; so each is fetched by the step that needs it. Throws where it cannot be fetched.
 */
export function tool(name) {
  const home = join(cache, name);
  once(home, longestMs, () => {
    const unfinished = `${home}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    for (const file of ['package.json', 'package-lock.json'])
      cpSync(join(root, 'scripts', 'tools', name, file), join(unfinished, file));
    cpSync(join(root, '.npmrc'), join(unfinished, '.npmrc'));
    if (npm(['ci'], { cwd: unfinished }) !== 0) throw new Error(`\`npm ci\` of ${name} did not succeed.`);
    renameSync(unfinished, home);
  });
  return join(home, 'node_modules');
}

/** Puts a link to `from` at `to`, in one step: several may start at once. */
export function link(from, to) {
  const made = `${to}.${process.pid}`;
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(relative(dirname(to), from), made);
  renameSync(made, to);
}

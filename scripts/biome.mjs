/** Runs Biome, which is fetched the first time: `node scripts/biome.mjs check .`. From then on `npx biome` is there too. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, tool } from './tool.mjs';

const packages = tool('biome');
const program = join(packages, '@biomejs', 'biome', 'bin', 'biome');
if (process.platform !== 'win32') {
  link(program, join(root, 'node_modules', '.bin', 'biome'));
  // Where biome.json looks for its schema.
  link(join(packages, '@biomejs'), join(root, 'node_modules', '@biomejs'));
}
process.exitCode =
  spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;

function link(from, to) {
  mkdirSync(join(to, '..'), { recursive: true });
  rmSync(to, { force: true, recursive: true });
  symlinkSync(relative(join(to, '..'), from), to);
}

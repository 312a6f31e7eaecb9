/** Runs Biome, which is fetched the first time: `node scripts/biome.mjs check .`. From then on `npx biome` is there too. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { link, root, tool } from './tool.mjs';

const packages = tool('biome');
const program = join(packages, '@biomejs', 'biome', 'bin', 'biome');
if (process.platform !== 'win32') {
  link(program, join(root, 'node_modules', '.bin', 'biome'));
  // Where biome.json looks for its schema.
  link(join(packages, '@biomejs'), join(root, 'node_modules', '@biomejs'));
}
process.exitCode =
  spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;

/**
 * Starts a TypeScript program of this project: `node scripts/launch.mjs bin/exhibit.ts run`.
 * The first start installs; later ones go straight on, in this process when it is already Node 24 with the heap that is wanted.
 */
import { spawn } from 'node:child_process';
import * as modules from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compiled, makeReady } from './ready.mjs';

/** Little memory, and few rests to clear it: `bench/` measured both. */
const heap = ['--min-semi-space-size=16', '--max-semi-space-size=16', '--max-old-space-size=1536'];
const node = makeReady();
// Stripping the types of every file anew takes a second and 20 MB at each start. Programs that this one starts do alike.
process.env.NODE_COMPILE_CACHE ??= compiled;
const [launcher, program] = process.argv.slice(1);
const file = resolve(fileURLToPath(import.meta.url), '..', '..', program);

// npm prints a script's line before it runs it, so that the line of `npm run demo` does not name them.
const flags = program === 'bin/exhibit.ts' ? heap.filter((flag) => !process.execArgv.includes(flag)) : [];

if (node === process.execPath && flags.length === 0) {
  process.argv.splice(1, 2, file);
  modules.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  // Whatever ends a program before it has begun could not be done, which is 2.
  await import(pathToFileURL(file).href).catch((error) => {
    process.stderr.write(`${error.stack ?? error}\n`);
    process.exit(2);
  });
} else {
  const child = spawn(node, [...process.execArgv, ...flags, launcher, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => (signal ? process.kill(process.pid, signal) : process.exit(code ?? 2)));
}

import { join } from 'node:path';
import { root } from './bundling.ts';

/**
 * How the compiler is started for one thing, beside others that want a core as well: `node`, these words, and its own options. It has one
 * thread, and never clears up what it ends with anyway, in less than a gigabyte: half of the processor's time.
 */
export const compiler: readonly string[] = [
  join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
  '--singleThreaded',
];
export const compilerEnvironment = { GOGC: 'off' };

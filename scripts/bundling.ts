import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';

/** The project's folder, which paths of sources are relative to. */
export const root: string = fileURLToPath(new URL('..', import.meta.url));

/**
 * How everything is bundled that is deployed or installed; for the functions, tests and benchmarks alike. Needs no network.
 *
 * A bundle is the sources that tests run, put into one file. So nothing is taken in another form than Node would load it,
 * nothing is left out but what is part of Node, and errors and classes keep the names that they are told apart by. The same
 * sources give the same bytes.
 */
export const bundling = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // Node's own, without those that are for bundlers.
  conditions: ['module-sync'],
  mainFields: ['main'],
  keepNames: true,
  minifyWhitespace: true,
  // Of variables, which nobody sees; a third less to load.
  minifyIdentifiers: true,
  // One twentieth less to install.
  minifySyntax: true,
  sourcemap: 'linked',
  sourcesContent: false,
  banner: { js: commonJs() },
} as const satisfies BuildOptions;

/**
 * Packages in CommonJS expect what ES modules do not have. One that reads a file from beside its own looks beside the bundle. What is
 * put in front is not known to whoever shortens names: names here are longer than any that it gives.
 */
function commonJs(): string {
  return [
    "import{createRequire as __makeRequire}from'node:module'",
    "import{dirname as __folderOf}from'node:path'",
    "import{fileURLToPath as __pathOf}from'node:url'",
    'const require=__makeRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__folderOf(__filename);',
  ].join(';');
}

import { build } from 'esbuild';
import { bundling, root } from './bundling.ts';

/**
 * Bundles a program as the functions are bundled, for tests. Its paths are relative to the project's root.
 * Returns `outfile`.
 */
export async function bundleText(contents: string, outfile: string): Promise<string> {
  await build({
    ...bundling,
    sourcemap: false,
    // By this ending, esbuild takes a package in CommonJS as Node does, which it knows of our files by package.json.
    stdin: { contents, resolveDir: root, loader: 'ts', sourcefile: 'entry.mts' },
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

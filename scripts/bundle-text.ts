import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Bundled, bundlingOf } from '../lib/config/bundling.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles a program as the functions are bundled, for tests and benchmarks. Its paths are relative to the project's root.
 * Returns `outfile`.
 */
export async function bundleText(
  contents: string,
  outfile: string,
  bundled: Bundled = { customControls: false, timestamps: false },
): Promise<string> {
  const { external, mainFields, ...options } = bundlingOf(bundled);
  await build({
    ...options,
    external: [...external],
    mainFields: [...mainFields],
    sourcemap: false,
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, loader: 'ts', sourcefile: 'entry.ts' },
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

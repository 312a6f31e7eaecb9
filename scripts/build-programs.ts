import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { builtFrom } from './built-from.ts';
import { bundling, root } from './bundling.ts';

/** What runs where it is installed, which may be an older Node than that of the functions; and who made it. */
export const installed = (): BuildOptions => ({
  ...bundling,
  target: 'node22',
  sourcemap: false,
  define: { builtFrom: JSON.stringify(builtFrom()) },
  metafile: true,
  logLevel: 'warning',
});

/** The command line, with the workers that it starts beside it. Code that few commands need is loaded by those alone. */
export async function buildCommandLine(folder: string): Promise<Metafile> {
  const { metafile, outputFiles } = await build({
    ...installed(),
    entryPoints: {
      exhibit: 'bin/installed.mjs',
      'hash-worker': 'lib/seal/verify/hash-worker.mjs',
      'pack-worker': 'lib/zip/pack-worker.mjs',
    },
    splitting: true,
    chunkNames: '[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    plugins: [oneCore],
    outdir: folder,
    metafile: true,
    write: false,
  });
  mkdirSync(folder, { recursive: true });
  for (const { path, text } of outputFiles) writeFileSync(path, withNames(text, metafile));
  return metafile;
}

/**
 * Gives what is imported while the program runs the names that Node gives it. Where code is split, esbuild hands over a package in
 * CommonJS as its default alone, and `const { KMSClient } = await import(…)` would be of nothing.
 */
function withNames(text: string, { inputs, outputs }: Metafile): string {
  const named = 'then(of=>({...of.default,default:of.default}))';
  return Object.entries(outputs)
    .filter(([, { entryPoint }]) => entryPoint !== undefined && inputs[entryPoint]?.format === 'cjs')
    .map(([path]) => `import("./${basename(path)}")`)
    .reduce((changed, imported) => changed.replaceAll(imported, `${imported}.${named}`), text);
}

/** What other programs import: the construct, the types of what Exhibit reads and writes, and those of a declaration. */
export async function buildLibrary(folder: string): Promise<Metafile> {
  const { metafile } = await build({
    ...installed(),
    entryPoints: {
      cdk: 'lib/stack/cdk.ts',
      index: 'lib/index.ts',
      provider: 'lib/own-providers/provider.ts',
    },
    // Node shows the line that an error was thrown on, which a person has to be able to read.
    minifyWhitespace: false,
    minifyIdentifiers: false,
    minifySyntax: false,
    // Whoever uses the construct has these, and constructs of two copies do not know each other.
    external: ['aws-cdk-lib', 'constructs'],
    outdir: folder,
    metafile: true,
  });
  return metafile;
}

/** Where the command line finds 1Password's core, which is 14 MB: beside the function that needs it. */
const core = '../functions/collect/onepassword/core_bg.wasm';

const oneCore: Plugin = {
  name: 'one-core',
  setup({ onLoad }) {
    onLoad({ filter: /sdk-core[\\/]nodejs[\\/]core\.js$/ }, ({ path }) => {
      const beside = "join(__dirname, 'core_bg.wasm')";
      const [before, after, ...more] = readFileSync(path, 'utf8').split(beside);
      if (after === undefined || more.length > 0)
        throw new Error(`${relative(root, path)} does not read its core as it did.`);
      return { contents: `${before}join(__dirname, ${JSON.stringify(core)})${after}`, loader: 'js' };
    });
  },
};

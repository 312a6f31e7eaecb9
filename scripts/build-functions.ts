import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { manifests } from '../lib/providers/manifests.ts';
import { bundling, root } from './bundling.ts';

/** What sources lie relative to in the functions' source maps, wherever the functions are written. */
const usual = 'dist/functions';

/** What collects from every provider that is declared: they differ by their declarations alone. */
const ofDeclared = 'collect-declared';

/**
 * Every function by name: one for each file of `lambdas/`, but of `collect.ts` one for each provider in the list, and one
 * for all that are declared.
 */
export function functionNames(): readonly string[] {
  const files = readdirSync(join(root, 'lambdas')).filter((file) => extname(file) === '.ts');
  const written = manifests.filter(({ isDeclared }) => !isDeclared).map(({ id }) => `collect/${id}`);
  return files
    .map((file) => basename(file, '.ts'))
    .flatMap((name) => (name === 'collect' ? [...written, ofDeclared] : name))
    .sort();
}

/**
 * Makes every function ready to be deployed: `folder` then holds one folder for each, by name, with `index.mjs` and what
 * that needs beside it. Returns esbuild's account of what is in each.
 */
export async function buildFunctions(folder: string): Promise<Metafile> {
  const { metafile, outputFiles } = await build({
    ...bundling,
    entryPoints: functionNames().map((name) => ({
      in: name.startsWith('collect/') || name === ofDeclared ? name : `lambdas/${name}.ts`,
      out: `${name}/index`,
    })),
    plugins: [collecting],
    outdir: usual,
    outExtension: { '.js': '.mjs' },
    write: false,
    metafile: true,
    logLevel: 'warning',
  });
  for (const { path, contents } of outputFiles) {
    const file = join(folder, relative(join(root, usual), path));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
  for (const [path, { inputs }] of Object.entries(metafile.outputs))
    for (const part of compiledParts(Object.keys(inputs)))
      copyFileSync(part, join(folder, relative(usual, dirname(path)), basename(part)));
  return metafile;
}

/** Lets `use` have every function ready to be deployed. The folder is there until `use` returns. */
export async function withFunctions<Result>(use: (folder: string) => Result): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-functions-'));
  try {
    await buildFunctions(folder);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The entry of each collecting function. It imports one provider, so that the bundle holds no other; or all that are declared. */
const collecting: Plugin = {
  name: 'collecting',
  setup({ onLoad, onResolve }) {
    const namespace = 'function';
    onResolve({ filter: /^collect(\/|-declared$)/ }, ({ kind, path }) =>
      kind === 'entry-point' ? { path, namespace } : null,
    );
    onLoad({ filter: /^/, namespace }, ({ path }) => ({
      contents: path === ofDeclared ? entryOfDeclared() : entryOf(basename(path)),
      loader: 'ts',
      resolveDir: root,
    }));
  },
};

const entryOf = (provider: string): string => `
import { handlerFor } from './lambdas/collect.ts';
import { collector } from './lib/providers/${provider}/collect/index.ts';
export const handler = handlerFor(collector);
`;

function entryOfDeclared(): string {
  const ids = manifests.filter(({ isDeclared }) => isDeclared).map(({ id }) => id);
  const imports = ids.map(
    (id, at) => `import { collector as c${at} } from './lib/providers/${id}/collect/index.ts';`,
  );
  return `
import { handlerForOneOf } from './lambdas/collect.ts';
${imports.join('\n')}
export const handler = handlerForOneOf([${ids.map((_, at) => `c${at}`).join(', ')}]);
`;
}

/** What is compiled (WebAssembly) and lies beside a source that is in a bundle, which reads it from beside itself. */
function compiledParts(sources: readonly string[]): readonly string[] {
  const folders = new Set(sources.map((source) => join(root, dirname(source))));
  return [...folders]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => extname(file) === '.wasm');
}

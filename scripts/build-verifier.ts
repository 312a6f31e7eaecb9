import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { firstLine } from '../lib/cli/verifying/own-verifier.ts';
import { version } from '../lib/version.ts';

/** What talks to a vendor is imported in these files alone, or is AWS's. It is left out: the program can ask nobody. */
const clients = /[\\/]collect[\\/](client|auth|sdk)\.ts$/;
const vendors = /^(@aws-sdk|@smithy)\//;
/** What these files import besides. */
const needed = /^zod(\/|$)/;

/** Makes `verify.mjs` in a folder, with its SHA-256 beside it as `sha256sum -c` reads it. */
export async function buildVerifier(
  folder: string,
  options: BuildOptions,
  commit: string | null,
): Promise<Metafile> {
  const { metafile, outputFiles } = await build({
    ...options,
    entryPoints: { verify: 'bin/verify.mjs' },
    outExtension: { '.js': '.mjs' },
    plugins: [withoutVendors],
    define: { ...options.define, oneFile: 'true' },
    outdir: folder,
    metafile: true,
    write: false,
  });
  mkdirSync(folder, { recursive: true });
  for (const { text } of outputFiles) {
    const whole = `${firstLine({ version, commit })}${text}`;
    writeFileSync(join(folder, 'verify.mjs'), whole);
    const hash = createHash('sha256').update(whole).digest('hex');
    writeFileSync(join(folder, 'verify.mjs.sha256'), `${hash}  verify.mjs\n`);
  }
  return metafile;
}

const withoutVendors: Plugin = {
  name: 'without-vendors',
  setup({ onLoad, onResolve }) {
    const namespace = 'left-out';
    onResolve({ filter: /^[^./]/ }, ({ importer, path }) => {
      const isVendors = vendors.test(path) || (clients.test(importer) && !needed.test(path));
      return isVendors && !isOfNode(path) ? { path, namespace } : null;
    });
    // Classes may be derived from what is left out, and constants made with it; using any of it says what is missing.
    onLoad({ filter: /^/, namespace }, ({ path }) => ({
      contents: leftOut(path),
      loader: 'js',
    }));
  },
};

function isOfNode(path: string): boolean {
  return process.getBuiltinModule(path) !== undefined;
}

function leftOut(path: string): string {
  return `
    const say = () => { throw new Error(${JSON.stringify(`verify.mjs asks nobody, and holds no ${path}.`)}); };
    module.exports = new Proxy(class {}, { get: (own, name) => name in own ? own[name] : class { constructor() { say(); } }, apply: say });
  `;
}

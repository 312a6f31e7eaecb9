/**
 * Makes `dist/`, which is what is installed: `npm run build`. The command line, every function ready to be deployed, the
 * construct and the types, and the licences of what is in them.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildFunctions } from './build-functions.ts';
import { buildCommandLine, buildLibrary, installed } from './build-programs.ts';
import { buildVerifier } from './build-verifier.ts';
import { builtFrom } from './built-from.ts';
import { root } from './bundling.ts';
import { declarationsOf } from './declarations.ts';
import { type Bundled, bundledPackages, licencesText } from './licences.ts';
import { packFunctions } from './pack-functions.ts';

/** What is declared where Exhibit is installed, by the name of its file, and the source of each. */
const declarations = { index: 'index', provider: 'own-providers/provider', cdk: 'stack/cdk' };

/** Makes everything in a folder, which is emptied before. Returns the packages that are in it. */
export async function buildAll(folder: string): Promise<readonly Bundled[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const functions = join(folder, 'functions');
  const packages = bundledPackages([
    await buildFunctions(functions),
    await buildCommandLine(join(folder, 'cli')),
    await buildLibrary(folder),
    await buildVerifier(folder, installed(), builtFrom().commit),
  ]);
  packFunctions(functions);
  for (const [name, text] of Object.entries(declarationsOf(declarations)))
    writeFileSync(join(folder, `${name}.d.ts`), text);
  writeFileSync(join(folder, 'THIRD-PARTY-LICENCES.txt'), licencesText(packages));
  return packages;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll(join(root, 'dist'));

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/bundling.ts';

/** A folder in which there is nothing but what the tarball brought, and the program in it. */
export interface Installed {
  readonly folder: string;
  readonly program: string;
  /** The package's own folder. */
  readonly package: string;
}

/** Packs the project, and installs it into an empty folder as a user would, without a network. */
export function installTarball(folder: string): Installed {
  const script = join(root, 'scripts', 'install-tarball.mjs');
  const program = execFileSync(process.execPath, [script, folder, '--keep'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  return { folder, program, package: join(folder, 'node_modules', 'exhibit') };
}

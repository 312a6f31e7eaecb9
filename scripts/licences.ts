import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from './bundling.ts';

/** A package that is in a bundle. */
export interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** The range of Node that it says it runs on. */
  readonly node: string;
  /** Its folder, relative to the project's. */
  readonly folder: string;
}

/** Every package that has something in these bundles, by name. Throws for one that names no licence. */
export function bundledPackages(bundles: readonly Metafile[]): readonly Bundled[] {
  const sources = bundles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([source, { bytesInOutput }]) => (bytesInOutput > 0 ? [source] : [])),
    ),
  );
  const folders = new Set(
    sources.flatMap((source) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source)?.[0] ?? []),
  );
  return [...folders].map(readPackage).toSorted((a, b) => (named(a) < named(b) ? -1 : 1));
}

/** The licences of everything that is bundled, as most of them ask to be passed on. */
export function licencesText(packages: readonly Bundled[]): string {
  const parts = packages.map((one) =>
    `${named(one)}\nLicence: ${one.licence}\n\n${licenceFiles(one.folder).join('\n\n')}`.trim(),
  );
  const head = 'Exhibit is delivered with parts of the packages below. Each is under its own licence.';
  return `${[head, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

const named = ({ name, version }: Bundled): string => `${name} ${version}`;

function readPackage(folder: string): Bundled {
  const about = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
    engines?: { node?: string };
  };
  if (typeof about.license !== 'string') throw new Error(`${about.name} names no licence.`);
  const { name, version, license: licence, engines } = about;
  return { name, version, licence, node: engines?.node ?? '*', folder };
}

/** The texts themselves; none where a package only names its licence. */
function licenceFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => /^(licen[cs]e|notice|copying)/i.test(name))
    .toSorted()
    .map((name) =>
      readFileSync(join(root, folder, name), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim(),
    );
}

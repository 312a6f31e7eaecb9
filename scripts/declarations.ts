import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './bundling.ts';
import { compiler, compilerEnvironment } from './compiler.ts';

/** What whoever imports Exhibit has to have. */
const known = /^(aws-cdk-lib|constructs)(\/|$)/;

/** A line that takes from, or hands on, another of our own sources. */
const ours = /^(?:import|export) (?:type )?\{[^}]*\} from ['"](\.[^'"]+)['"];\n/gm;

/** The declarations of a file, after those of our own sources that it takes from: each once. */
function wholeText(file: string, seen = new Set<string>()): string {
  if (seen.has(file)) return '';
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const before = [...text.matchAll(ours)].map(([, from = '']) =>
    wholeText(join(dirname(file), from.replace(/\.ts$/, '.d.ts')), seen),
  );
  return [...before, text.replace(ours, '')].join('');
}

/**
 * The declarations of sources, which may speak of nothing but themselves and the CDK: what is bundled has no declarations
 * where Exhibit is installed. Throws for a source that does. Each source has a name, by which its declarations are returned; it
 * is relative to `lib/`, without `.ts`, and stands in `declarations.json`.
 */
export function declarationsOf(sources: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-declarations-'));
  try {
    const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', folder];
    execFileSync(process.execPath, [...compiler, '-p', join(root, 'scripts/declarations.json'), ...options], {
      cwd: root,
      env: { ...process.env, ...compilerEnvironment },
      encoding: 'utf8',
    });
    const texts = Object.entries(sources).map(([name, source]) => [name, declared(folder, source)] as const);
    return Object.fromEntries(texts);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function declared(folder: string, source: string): string {
  const text = eachImportOnce(wholeText(join(folder, 'lib', `${source}.d.ts`)));
  const foreign = [...text.matchAll(/\bfrom ['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/g)]
    .map(([, from, imported]) => from ?? imported ?? '')
    .filter((name) => !known.test(name));
  if (foreign.length > 0) throw new Error(`The declarations of ${source} need ${foreign.join(', ')}.`);
  return text;
}

/** What several sources take from others is taken once: a name that comes twice is none. */
function eachImportOnce(text: string): string {
  const taken = new Map<string, Set<string>>();
  const rest = text.replace(
    /^import (type )?\{([^}]*)\} from '([^']+)';\n/gm,
    (_, type = '', names: string, from: string) => {
      const known = taken.get(from) ?? new Set<string>();
      taken.set(from, known);
      for (const name of names.split(',').map((one) => one.trim()))
        known.add(name.startsWith('type ') ? name : `${type}${name}`);
      return '';
    },
  );
  const imports = [...taken].map(
    ([from, names]) => `import { ${oneForEach(names).join(', ')} } from '${from}';\n`,
  );
  return [...imports, rest].join('');
}

/** A name that is taken as a value is there as a type as well. */
function oneForEach(names: ReadonlySet<string>): readonly string[] {
  return [...names].filter((name) => !name.startsWith('type ') || !names.has(name.slice('type '.length)));
}

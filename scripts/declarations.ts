import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './bundling.ts';

/** What whoever imports Exhibit has to have. */
const known = /^(aws-cdk-lib|constructs)(\/|$)/;

/**
 * The declarations of a source, which may speak of nothing but itself and the CDK: what is bundled has no declarations
 * where Exhibit is installed. Throws for a source that does. `source` is relative to `lib/`, without `.ts`.
 */
export function declarationsOf(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-declarations-'));
  try {
    const typescript = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', folder];
    execFileSync(process.execPath, [typescript, '-p', join(root, 'scripts/declarations.json'), ...options], {
      cwd: root,
      encoding: 'utf8',
    });
    const text = readFileSync(join(folder, 'lib', `${source}.d.ts`), 'utf8');
    const foreign = [...text.matchAll(/\bfrom ['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/g)]
      .map(([, from, imported]) => from ?? imported ?? '')
      .filter((name) => !known.test(name));
    if (foreign.length > 0) throw new Error(`The declarations of ${source} need ${foreign.join(', ')}.`);
    return text;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

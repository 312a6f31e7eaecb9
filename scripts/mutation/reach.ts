import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** `import … from`, `export … from`, `import(…)`; types are gone when a test runs. */
const imports =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^'";]*?from\s*'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'|(?:^|\n)import\s*'(\.[^']+)'/g;

/** Which of these files import which, by the words in them. */
export function importersIn(root: string, files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  for (const file of files)
    for (const [, ...found] of readFileSync(join(root, file), 'utf8').matchAll(imports)) {
      const target = normalize(join(dirname(file), found.find((one) => one !== undefined) ?? ''));
      importers.set(target, [...(importers.get(target) ?? []), file]);
    }
  return importers;
}

/**
 * The tests that reach a file, the likeliest to notice a change first: those that import it, or are called as it is, before those that
 * reach it over others.
 */
export function testsThatReach(file: string, importers: ReadonlyMap<string, readonly string[]>): string[] {
  const reached = new Set([file]);
  const tests: { readonly test: string; readonly far: number }[] = [];
  for (let [ring, steps] = [[file], 1]; ring.length > 0; steps++) {
    const next = ring.flatMap((one) => importers.get(one) ?? []);
    ring = [...new Set(next)].filter((one) => !reached.has(one));
    for (const one of ring) reached.add(one);
    for (const test of ring.filter((one) => one.endsWith('.test.ts')))
      tests.push({ test, far: steps - 3 * likeness(file, test) });
  }
  return tests.sort((one, other) => one.far - other.far).map(({ test }) => test);
}

/** How many folders and words of a name a test has in common with the file that it may mirror. */
function likeness(file: string, test: string): number {
  const parts = new Set(test.split(/[/.-]/));
  return file.split(/[/.-]/).filter((part) => parts.has(part)).length;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const folder = fileURLToPath(new URL('../../scripts/python/', import.meta.url));
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.in'))
  .map((file) => file.slice(0, -'.in'.length));
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

/** Packages with their versions, without what they are for and their hashes. */
const packagesIn = (text: string): string[] =>
  [...text.matchAll(/^([\w.-]+==[\w.]+)/gm)].map(([, one = '']) => one);

test.each(names)(
  'What %s is made of is known to the byte: each package has a version and hashes, and comes from no named place',
  (name) => {
    const entries = read(`${name}.txt`)
      .replaceAll('\\\n', '')
      .split('\n')
      .filter((line) => line !== '');
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries)
      expect(entry).toMatch(/^[\w.-]+==[\w.]+ *(;[^-]*)?( +--hash=sha256:[0-9a-f]{64})+$/);
  },
);

test.each(names)('What %s is asked for is what is installed', (name) => {
  const asked = packagesIn(read(`${name}.in`));
  expect(asked.length).toBeGreaterThan(0);
  expect(packagesIn(read(`${name}.txt`))).toEqual(expect.arrayContaining(asked));
});

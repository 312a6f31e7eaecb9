import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root } from '../end-to-end/call.ts';
import { declared } from './declared.ts';

/** Declared, with nothing written by hand beside, and not in the made-up company: what adding one takes at the least. */
const plain = declared.filter(
  (id) =>
    !existsSync(join(root, `lib/providers/${id}/manifest.ts`)) && !read('demo/services.ts').includes(id),
);

const sources = ['bin', 'demo', 'lambdas', 'lib'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
);

/** What other people say of services by their domains, whoever they are. */
const aboutServices = 'lib/judging/services/';

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The lines that say a provider's name, as id or as the name of a constant, in what is not its own. */
function linesElsewhere(id: string): readonly string[] {
  const name = id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const word = new RegExp(`\\b(${id}|${name})\\b`);
  const own = [`lib/providers/${id}/`, `demo/stand-ins/${id}.ts`, `demo/stand-ins/${id}/`, aboutServices];
  return sources
    .filter((path) => !own.some((start) => path.startsWith(start)))
    .flatMap((path) =>
      read(path)
        .split('\n')
        .filter((line) => word.test(line))
        .map((line) => `${path}: ${line.startsWith('import ') ? 'import' : 'line'}`),
    );
}

describe('A provider that is declared', () => {
  test('is one of several here', () => {
    expect(plain).toEqual(expect.arrayContaining(['fastly', 'hcp-terraform', 'zendesk']));
  });

  test.each(plain)('%s takes one folder, one stand-in, and one line in each of two lists', (id) => {
    expect(linesElsewhere(id).toSorted()).toEqual([
      'lib/providers/collectors.ts: import',
      'lib/providers/collectors.ts: line',
      'lib/providers/manifests.ts: import',
      'lib/providers/manifests.ts: line',
    ]);
  });

  test.each(plain)('%s has no file of datasets: those of all that are declared are one file', (id) => {
    expect(existsSync(join(root, `lib/evidence/datasets/${id}.ts`))).toBe(false);
  });

  test.each(plain)('%s collects by its declaration alone', (id) => {
    const code = read(`lib/providers/${id}/collect/index.ts`).split('\n').filter(Boolean);
    expect(readdirSync(join(root, `lib/providers/${id}/collect`))).toEqual(['index.ts']);
    expect(code).toHaveLength(3);
  });
});

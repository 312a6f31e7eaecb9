import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root } from './end-to-end/call.ts';
import HeaviestFirst, { heaviest } from './heaviest-first.mjs';
import { temporaryFolder } from './locker/folders.ts';

/** What Jest asks of it, whose declarations are of another form than the class that it exports. */
interface Sequencer {
  cacheResults(tests: readonly object[], results: object): void;
  sort(tests: readonly object[]): Promise<readonly { readonly path: string }[]>;
}

const pathOf = (name: string) => join(root, 'test', `${name}.test.ts`);
const small = pathOf('heaviest-first');
const heavy = heaviest.map(pathOf);

/** A run of these tests, each with so many milliseconds that an earlier run took. */
async function order(paths: readonly string[], took: Readonly<Record<string, number>> = {}) {
  const config = {
    id: 'order',
    rootDir: root,
    cache: true,
    cacheDirectory: await temporaryFolder(),
    haste: {},
  };
  const context = { config, hasteFS: { getSize: (path: string) => (path === small ? 1_000_000 : 10) } };
  const tests = paths.map((path) => ({ context, path }));
  const results = Object.entries(took).map(([testFilePath, runtime]) => ({
    testFilePath,
    numFailingTests: 0,
    perfStats: { runtime },
  }));
  const made = () => new (HeaviestFirst as unknown as new (options: object) => Sequencer)({});
  made().cacheResults(tests, { testResults: results });
  return (await made().sort([...tests])).map(({ path }) => path);
}

describe('What is known to take longest', () => {
  test('is there, and named once', () => {
    expect(heavy.filter((path) => !existsSync(path))).toEqual([]);
    expect(new Set(heavy).size).toBe(heavy.length);
  });

  test('comes first, the longest before the others, whatever the size of its file', async () => {
    expect(await order([small, ...heavy.toReversed()])).toEqual([...heavy, small]);
  });

  test('comes where an earlier run places it, once there was one', async () => {
    const [first = '', second = ''] = heavy;
    const took = { [first]: 10, [second]: 30, [small]: 20 };
    expect(await order([first, small, second], took)).toEqual([second, small, first]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));

test('no source names a path in the folder of packages: where they lie is for Node to say', () => {
  const sources = ['bin', 'lambdas', 'lib', 'demo', 'bench'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name, parentPath }) => join(parentPath, name)),
  );
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.filter((file) => readFileSync(file, 'utf8').includes('node_modules'))).toEqual([]);
});

const lines = (folder: string): number =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?ts$/.test(entry.name))
    .reduce(
      (sum, { name, parentPath }) => sum + readFileSync(join(parentPath, name), 'utf8').split('\n').length,
      0,
    );
const foldersIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`);

test('no room of lib/ holds more than a fifth of its lines; each provider is a room of its own', () => {
  const rooms = [
    ...foldersIn('lib').filter((room) => room !== 'lib/providers'),
    ...foldersIn('lib/providers'),
  ];
  expect(rooms.length).toBeGreaterThan(25);
  const most = lines('lib') / 5;
  expect(rooms.filter((room) => lines(room) > most)).toEqual([]);
});

test('a provider is named in its own folder, its datasets, its stand-in, the two lists and the made-up company alone', () => {
  const own = [
    /^lib\/providers\/(cloudflare\/|collectors\.ts$|manifests\.ts$)/,
    /^lib\/evidence\/datasets\/cloudflare\.ts$/,
    /^demo\/(stand-ins\/cloudflare(\/|\.ts$)|company\/|services\.ts$|README\.md$)/,
    // What services offer, by a public list of all there are.
    /^lib\/judging\/services\/two-factor-directory\//,
    // Hosts below which anybody may have a name, whoever gives it away.
    /^lib\/judging\/services\/shared-host-names\.ts$/,
  ];
  const naming = ['lib', 'demo', 'lambdas'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name, parentPath }) => relative(root, join(parentPath, name)))
      .filter((path) => /cloudflare/i.test(readFileSync(join(root, path), 'utf8'))),
  );
  expect(naming.length).toBeGreaterThan(10);
  expect(naming.filter((path) => !own.some((one) => one.test(path)))).toEqual([]);
});

test('the clock is read where it is handed on, so that nobody but tests gives a command another one', () => {
  const reading = ['bin', 'lambdas', 'lib'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.generated.ts'))
      .map((name) => join(room, name))
      .filter((name) => /new Date\(\)|Date\.now\(/.test(readFileSync(join(root, name), 'utf8'))),
  );
  expect(reading.toSorted()).toEqual(
    [
      'lib/cli/clock.ts',
      // How far the clock that it was handed is from the one that AWS's library reads.
      'lib/providers/aws/collect/client.ts',
      // Who holds a lock, and since when.
      'lib/locker/lock.ts',
      'lib/locker/s3/lease.ts',
      'lib/nightly/functions/define.ts',
      // The year in which the stack is made, which may be given.
      'lib/stack/exhibit.ts',
      'lib/stack/fleet/exhibit-fleet.ts',
    ].toSorted(),
  );
});

describe('No test', () => {
  const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'properties.ts' && name !== 'sources.test.ts')
    .map((name) => ({ name, text: readFileSync(join(root, 'test', name), 'utf8') }));
  const having = (pattern: RegExp) => tests.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

  test('draws from anything but the one seed', () => {
    expect(tests.length).toBeGreaterThan(400);
    expect(having(/Math\.random|env\.EXHIBIT_(SEED|RUNS)|from 'fast-check'/)).toEqual([]);
  });

  test('has a limit of its own, which a busy machine reaches', () => {
    expect(having(/^\s*\}, ?\n?\s*[\d_]{4,},?\n?\s*\);$|setTimeout\([\d_]+\);/m)).toEqual([]);
  });
});

test('JavaScript among the sources, which workers run as it is, has its types checked like the rest', () => {
  const scripts = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(mjs|mts)$/.test(name),
  );
  expect(scripts.length).toBeGreaterThan(3);
  const unchecked = scripts.filter(
    (name) => !readFileSync(join(root, 'lib', name), 'utf8').startsWith('// @ts-check\n'),
  );
  expect(unchecked).toEqual([]);
});

describe('A fact is written once', () => {
  const sources = ['bin', 'lambdas', 'lib', 'demo', 'bench'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.generated.ts'))
      .map((name) => join(room, name)),
  );
  const saying = (pattern: RegExp) =>
    sources.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8'))).toSorted();

  test.each([
    // The auditor's page is compiled for itself.
    [
      'a day in milliseconds',
      /86_?400_?000|24 \* 60 \* 60_?000/,
      ['lib/evidence/day.ts', 'lib/report/browser/texts.ts'],
    ],
    [
      'the SHA-256 of what is there whole, in hex',
      /createHash\('sha256'\)\s*\.update\([^;]*?\)\s*\.digest\('hex'\)/,
      // Two keyed parts after one another.
      ['lib/evidence/sha256.ts', 'lib/package/pseudonyms/pseudonym.ts'],
    ],
    ['how Exhibit introduces itself', /['"`]Exhibit\/|user-?[aA]gent['"]?: ['"`]/, []],
    [
      'which problems pass by themselves',
      /'rate-limited'[^;]*'unavailable'[^;]*'timeout'[^;]*\]\)/,
      ['lib/evidence/problem.ts'],
    ],
    [
      'how long 1Password keeps events',
      /\b120 \* day|days\(120\)|Days = 120\b/,
      // The stand-in has it from 1Password's documents.
      ['demo/stand-ins/onepassword/cursor.ts', 'lib/evidence/datasets/onepassword.ts'],
    ],
  ])('%s', (_, pattern, files) => {
    expect(saying(pattern)).toEqual(files);
  });
});

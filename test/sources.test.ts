import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

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

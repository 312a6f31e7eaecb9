import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import semver from 'semver';
import { buildAll } from '../../scripts/build.ts';
import { buildCommandLine } from '../../scripts/build-programs.ts';
import { root } from '../../scripts/bundling.ts';
import { callProgram, node } from '../end-to-end/call.ts';
import { temporaryFolder } from '../locker/folders.ts';

const first = join(await temporaryFolder(), 'dist');
const packages = await buildAll(first);

function filesOf(place: string): Record<string, string> {
  const entries = readdirSync(place, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = entries.map(({ name, parentPath }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(place.length + 1), path]));
}

test('the same sources give the same bytes, wherever they are built', async () => {
  const second = join(await temporaryFolder(), 'somewhere', 'else');
  await buildAll(second);
  const [one, other] = [filesOf(first), filesOf(second)];
  expect(Object.keys(other)).toEqual(Object.keys(one));
  for (const [name, path] of Object.entries(one))
    expect([name, readFileSync(path).equals(readFileSync(other[name] ?? ''))]).toEqual([name, true]);
});

test('the Node that the package asks for is one that everything in it runs on', () => {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(packages.length).toBeGreaterThan(100);
  const narrower = packages.filter(({ node: range }) => !semver.subset(engines.node, range));
  expect(narrower).toEqual([]);
});

test('what is loaded while the command line runs has the names that Node gives it', async () => {
  const { inputs, outputs } = await buildCommandLine(join(await temporaryFolder(), 'cli'));
  const late = Object.entries(outputs).flatMap(([path, { entryPoint }]) =>
    entryPoint !== undefined && inputs[entryPoint]?.format === 'cjs' ? [[path, entryPoint] as const] : [],
  );
  expect(late.length).toBeGreaterThan(4);
  const texts = Object.values(filesOf(join(first, 'cli'))).map((path) => readFileSync(path, 'utf8'));
  for (const [path, entryPoint] of late) {
    const chunk = path.slice(path.lastIndexOf('/') + 1);
    const asked = texts.flatMap((text) => [
      ...text.matchAll(new RegExp(`import\\("./${chunk}"\\)(.{5})`, 'g')),
    ]);
    expect(asked.map(([, then]) => then)).toEqual(asked.map(() => '.then'));
    const code = `const names = (of) => Object.keys({ ...of, ...of.default });
      const [bundled, own] = [names(await import(process.argv[1])), Object.keys(await import(process.argv[2]))];
      process.stdout.write(JSON.stringify(own.filter((name) => !bundled.includes(name) && !['__esModule', 'module.exports'].includes(name))));`;
    const urls = [join(first, 'cli', chunk), join(root, entryPoint)].map((file) => pathToFileURL(file).href);
    const told = await callProgram(node, ['--input-type=module', '-e', code, ...urls], {});
    expect([entryPoint, told.stdout, told.stderr]).toEqual([entryPoint, '[]', '']);
  }
});

/** The vendors' libraries, each a part of a start that only whoever has the vendor should wait for. */
const vendors =
  /node_modules\/(@aws-sdk|@smithy|@octokit|@slack|@1password|googleapis|google-auth-library)\b/;

test('what a night and every command load before they ask a provider holds no vendor’s library', async () => {
  const { inputs } = await buildCommandLine(join(await temporaryFolder(), 'cli'));
  const loadedBy = new Map<string, string>();
  const load = (path: string, by: string): void => {
    if (loadedBy.has(path)) return;
    loadedBy.set(path, by);
    for (const next of inputs[path]?.imports ?? [])
      if (next.kind !== 'dynamic-import' && !next.external) load(next.path, path);
  };
  const commands = Object.keys(inputs).filter((path) => path.startsWith('lib/cli/commands/'));
  for (const path of ['lib/cli/night.ts', ...commands]) load(path, 'the start');
  expect(loadedBy.size).toBeGreaterThan(500);
  expect([...loadedBy].filter(([path]) => vendors.test(path))).toEqual([]);
  // What is loaded later is in the program as well.
  expect(Object.keys(inputs).filter((path) => vendors.test(path)).length).toBeGreaterThan(100);
});

import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { root } from './end-to-end/call.ts';

const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const workflows = readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`);

describe('A workflow', () => {
  test.each([...workflows, 'action.yml'])(
    'pins what it uses by commit, with the version beside it: %s',
    (file) => {
      const uses = textOf(file).match(/uses: .*/g) ?? [];
      expect(uses.length).toBeGreaterThan(0);
      for (const one of uses) expect(one).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    },
  );

  test('uses one version of each action', () => {
    const all = [...workflows, 'action.yml', 'docs/github-action.md'].flatMap(
      (file) => textOf(file).match(/(?<=uses: )(?!acme\/).*/g) ?? [],
    );
    const names = new Set(all.map((one) => one.split('@')[0]));
    expect(new Set(all).size).toBe(names.size);
  });

  test('of changes calls .ci/run, and can write nothing', () => {
    const { jobs, on, permissions } = parse(textOf('.github/workflows/ci.yml'));
    expect(permissions).toEqual({ contents: 'read' });
    expect(Object.keys(on)).toEqual(['push', 'pull_request']);
    expect(Object.values(jobs).every((job) => !Object.hasOwn(Object(job), 'permissions'))).toBe(true);
    expect(jobs.ci.steps.at(-1)).toEqual({ run: '.ci/run' });
    expect(jobs.ci.steps[0].with).toEqual({ 'persist-credentials': false });
  });
});

test('The dependency bot looks where there is a lock file, or a package’s list', () => {
  const { updates } = parse(textOf('.github/dependabot.yml'));
  const npm = updates.find((one: { 'package-ecosystem': string }) => one['package-ecosystem'] === 'npm');
  const looked = npm.directories.flatMap((folder: string) =>
    globSync(`.${folder}/package.json`.replace('//', '/'), { cwd: root }),
  );
  const own = globSync('{*,scripts/tools/*,examples/*}/package.json', {
    cwd: root,
    exclude: (name) => name === 'node_modules',
  });
  expect(looked.toSorted()).toEqual([...own, 'package.json'].toSorted());
});

test('Who reviews is said of places that there are', () => {
  const places = textOf('.github/CODEOWNERS').match(/^\/\S+/gm) ?? [];
  expect(places.length).toBeGreaterThan(3);
  expect(places.filter((place) => !existsSync(join(root, place)))).toEqual([]);
});

test('What is generated is marked so', () => {
  const generated = globSync('{lib,demo,lambdas}/**/*.generated.*', { cwd: root });
  expect(generated.length).toBeGreaterThan(0);
  const marked: readonly string[] = textOf('.gitattributes').match(/^\S+(?= .*linguist-generated)/gm) ?? [];
  expect(generated.filter((file) => !marked.includes(file))).toEqual([]);
});

test('What a provider’s folder holds is told of the smallest one as it is', () => {
  const [, table = ''] = textOf('docs/adding-a-provider.md').split('## The files');
  const told = [...table.slice(0, table.indexOf('\n## ')).matchAll(/^\| `([\w.]+)` \|/gm)].map(
    ([, name = '']) => name,
  );
  const collecting = told.indexOf('index.ts');
  const places = told.map((name, at) => (at < collecting ? name : `collect/${name}`));
  expect(collecting).toBeGreaterThan(3);
  const folder = 'lib/providers/cloudflare';
  expect(places.filter((place) => !existsSync(join(root, folder, place)))).toEqual([]);
  const own = readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isFile());
  expect(own.map(({ name }) => name).filter((name) => !told.includes(name))).toEqual([]);
});

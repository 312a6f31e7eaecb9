import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { providers } from '../../lib/providers/catalog.ts';
import { manifests } from '../../lib/providers/manifests.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'lambdas/collect');
const ids = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));

/** What each provider asks with; the last two ask by plain requests. */
const libraries: Readonly<Record<string, RegExp>> = {
  aws: /^@aws-sdk\/client-(iam|sts)\//,
  github: /^@octokit\//,
  'google-workspace': /^(googleapis|googleapis-common|google-auth-library|gaxios|gtoken)\//,
  npm: /^(libnpmorg|npm-registry-fetch)\//,
  onepassword: /^@1password\//,
  slack: /^@slack\//,
};

/** Every file that a function's bundle is made of, by its entry. */
const bundles = new Map<string, readonly string[]>();

beforeAll(async () => {
  for (const id of ids) {
    const { metafile } = await build({
      entryPoints: [join(folder, `${id}.ts`)],
      absWorkingDir: root,
      bundle: true,
      platform: 'node',
      format: 'esm',
      metafile: true,
      write: false,
      logLevel: 'silent',
    });
    bundles.set(id, Object.keys(metafile.inputs));
  }
}, 240_000);

/** Files of a package, by its name, wherever it lies. */
function packaged(files: readonly string[]): readonly string[] {
  return files
    .filter((file) => file.includes('node_modules/'))
    .map((file) => file.split('node_modules/').pop() ?? '');
}

test('there is a function for every provider, and every map names the same ones', () => {
  const known = providers.map(({ id }) => id);
  expect(ids.toSorted()).toEqual(known.toSorted());
  expect(manifests.map(({ id }) => id)).toEqual(known);
});

describe.each(ids)('the function that collects from %s', (id) => {
  test('holds the code and the library of that provider', () => {
    const files = bundles.get(id) ?? [];
    expect(files).toContain(`lib/providers/${id}/collect.ts`);
    const library = libraries[id];
    if (library) expect(packaged(files).some((file) => library.test(file))).toBe(true);
  });

  test('holds no code of another provider', () => {
    const others = (bundles.get(id) ?? []).filter((file) => {
      const [, of] = /^lib\/providers\/([^/]+)\//.exec(file) ?? [];
      return of !== undefined && of !== 'http' && of !== id;
    });
    expect(others).toEqual([]);
  });

  test('holds no library of another provider, no control and nothing that deploys', () => {
    const foreign = packaged(bundles.get(id) ?? []).filter((file) =>
      Object.entries(libraries).some(([of, library]) => of !== id && library.test(file)),
    );
    expect(foreign).toEqual([]);
    const beside = (bundles.get(id) ?? []).filter((file) =>
      /^lib\/(stack|cli|controls\/catalog)|aws-cdk-lib/.test(file),
    );
    expect(beside).toEqual([]);
  });
});

import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ourErrors } from '../../lib/nightly/functions/define.ts';
import { providers } from '../../lib/providers/collectors.ts';
import { manifests } from '../../lib/providers/manifests.ts';
import { buildFunctions, functionNames } from '../../scripts/build-functions.ts';
import { bundleText } from '../../scripts/bundle-text.ts';
import { bundling, root } from '../../scripts/bundling.ts';
import { temporaryFolder } from '../locker/folders.ts';

const folder = await temporaryFolder();
const { inputs, outputs } = await buildFunctions(folder);
const names = functionNames();

/** Every file of a folder by its path in it, with its bytes. */
function filesOf(place: string): Record<string, string> {
  const entries = readdirSync(place, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = entries.map(({ name, parentPath }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(place.length + 1), path]));
}

/** Sources of a function, ours and those of packages. */
function sourcesOf(name: string): readonly string[] {
  return Object.keys(outputs[`dist/functions/${name}/index.mjs`]?.inputs ?? {});
}

/** What a new process prints. */
function printed(code: string, ...words: readonly string[]): string {
  const flags = ['--experimental-import-meta-resolve', '--input-type=module', '--enable-source-maps'];
  return execFileSync(process.execPath, [...flags, '-e', code, ...words], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
}

const written = providers.filter(({ isDeclared }) => !isDeclared).map(({ id }) => id);
const declared = providers.filter(({ isDeclared }) => isDeclared).map(({ id }) => id);

test('there is a function for each step, one for each provider of both lists, and one for those that are declared', () => {
  const collecting = names.filter((name) => name.startsWith('collect/'));
  expect(manifests.map(({ id }) => id)).toEqual(providers.map(({ id }) => id));
  expect(collecting).toEqual(written.map((id) => `collect/${id}`).sort());
  expect(declared).toEqual(expect.arrayContaining(['sentry', 'entra']));
  expect(names.filter((name) => !collecting.includes(name))).toEqual([
    'alert',
    'collect-declared',
    'collect-own',
    'conclude',
    'fleet-begin',
    'fleet-seal',
    'fleet-tell',
    'package',
    'plan',
    'seal',
  ]);
});

/** The providers that a function collects from; null where it collects from none of them. */
function ownOf(name: string): readonly string[] | null {
  if (name === 'collect-declared') return declared;
  return name.startsWith('collect/') ? [name.slice('collect/'.length)] : null;
}

test('What is put in front of a bundle declares no name that shortening could give to something in it', () => {
  const declared = [...bundling.banner.js.matchAll(/(?: as |const |,)([\w$]+)(?=[}=])/g)].map(
    ([, name]) => name,
  );
  expect(declared.length).toBeGreaterThan(5);
  expect(declared.filter((name = '') => name.length < 7)).toEqual([]);
});

describe.each(names)('The function %s', (name) => {
  const files = filesOf(join(folder, name));

  test('is one file of less than 4 MB, beside what a library compiled', () => {
    const compiled = name === 'collect/onepassword' ? ['core_bg.wasm'] : [];
    expect(Object.keys(files)).toEqual([...compiled, 'index.mjs', 'index.mjs.map']);
    expect(readFileSync(join(folder, name, 'index.mjs')).length).toBeLessThan(4_000_000);
  });

  test('loads where there is nothing else, and has a handler', () => {
    const code = `const { handler } = await import(process.argv[1]); process.stdout.write(typeof handler);`;
    expect(printed(code, join(folder, name, 'index.mjs'))).toBe('function');
  });

  test('holds of the collecting code no more than its own', () => {
    const own = ownOf(name);
    const sources = sourcesOf(name);
    const foreign = sources.filter((source) => {
      const [, provider, part] = /^lib\/providers\/([^/]+)\/(.*)/.exec(source) ?? [];
      return (
        provider !== undefined && !own?.includes(provider) && (own !== null || part?.startsWith('collect/'))
      );
    });
    expect(foreign).toEqual([]);
    const theirs = Object.entries(libraries).filter(([of]) => !own?.includes(of));
    expect(sources.filter((source) => theirs.some(([, library]) => library.test(source)))).toEqual([]);
    for (const id of own ?? []) expect(sources).toContain(`lib/providers/${id}/collect/index.ts`);
  });
});

/** What each provider asks with. Those that are not named ask by plain requests. */
const libraries: Readonly<Record<string, RegExp>> = {
  aws: /node_modules\/@aws-sdk\/client-iam\//,
  github: /node_modules\/@octokit\//,
  'google-workspace': /node_modules\/(googleapis|googleapis-common|google-auth-library|gaxios|gtoken)\//,
  onepassword: /node_modules\/@1password\//,
  slack: /node_modules\/@slack\//,
};

test.each(names.filter((name) => ownOf(name) !== null))(
  'the function %s judges, seals and deploys nothing',
  (name) => {
    const foreign =
      /^lib\/(controls|drift|stack|cli|package)\/|^lib\/seal\/(seal|bundle|kms|key-file|timestamp)\.ts|^lib\/nightly\/conclude\/conclude|aws-cdk-lib|node_modules\/(@marcbachmann|@sigstore|pkijs|asn1js)\//;
    expect(sourcesOf(name).filter((source) => foreign.test(source))).toEqual([]);
  },
);

test('the core that 1Password compiled starts from beside a bundle', async () => {
  const beside = await temporaryFolder();
  copyFileSync(join(folder, 'collect/onepassword/core_bg.wasm'), join(beside, 'core_bg.wasm'));
  const contents = `
    import sdk from '@1password/sdk';
    const whom = { auth: 'nonsense', integrationName: 'test', integrationVersion: '1' };
    sdk.createClient(whom).catch((error) => process.stdout.write(String(error)));`;
  const file = await bundleText(contents, join(beside, 'index.mjs'));
  expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toContain('service account token');
});

test('the same sources give the same bytes, wherever they are written', async () => {
  const again = await temporaryFolder();
  await buildFunctions(again);
  const [first, second] = [filesOf(folder), filesOf(again)];
  expect(Object.keys(second)).toEqual(Object.keys(first));
  for (const [name, path] of Object.entries(first))
    expect([name, readFileSync(path).equals(readFileSync(second[name] ?? ''))]).toEqual([name, true]);
});

describe('What is deployed is what is tested:', () => {
  interface Import {
    readonly from: string;
    readonly asked: string;
    readonly kind: string;
    readonly path: string;
  }
  const imports = Object.entries(inputs).flatMap(([from, input]) =>
    input.imports
      // What esbuild itself adds.
      .filter(({ path }) => path !== '<runtime>')
      .map(({ external, kind, original, path }) => ({
        external: external === true,
        from: join(root, from),
        asked: original ?? path,
        kind,
        path: external ? path : join(root, path),
      })),
  );

  test('nothing is left out but what is part of Node', () => {
    const left = imports.filter(({ external }) => external).map(({ path }) => path);
    expect(left.length).toBeGreaterThan(50);
    expect(left.filter((path) => !isBuiltin(path))).toEqual([]);
  });

  test('every import is of the file that Node itself would load', () => {
    const inside: Import[] = imports.filter(({ external, from }) => !external && !from.includes('function:'));
    expect(inside.length).toBeGreaterThan(1000);
    const code = `
      import { createRequire } from 'node:module';
      import { fileURLToPath, pathToFileURL } from 'node:url';
      import { text } from 'node:stream/consumers';
      const resolve = ({ from, asked, kind }) => kind.startsWith('require')
        ? createRequire(from).resolve(asked)
        : fileURLToPath(import.meta.resolve(asked, pathToFileURL(from).href));
      const other = [];
      for (const one of JSON.parse(await text(process.stdin))) {
        let found;
        try { found = resolve(one); } catch (error) { found = error.message; }
        if (found !== one.path) other.push({ ...one, found });
      }
      process.stdout.write(JSON.stringify(other));`;
    const flags = ['--experimental-import-meta-resolve', '--input-type=module', '-e'];
    const told = execFileSync(process.execPath, [...flags, code], {
      input: JSON.stringify(inside),
      encoding: 'utf8',
    });
    expect(JSON.parse(told)).toEqual([]);
  });

  test('nothing stands in for a module, and no option swaps one', () => {
    expect(
      Object.keys(bundling).filter((option) => /alias|external|inject|define|drop/.test(option)),
    ).toEqual([]);
  });

  test('errors keep the names by which a step knows another’s', async () => {
    const contents = `
      import { ourErrors } from './lib/nightly/functions/define.ts';
      process.stdout.write(JSON.stringify([...ourErrors]));`;
    const file = await bundleText(contents, join(await temporaryFolder(), 'names.mjs'));
    const told = execFileSync(process.execPath, [file], { encoding: 'utf8' });
    expect(JSON.parse(told)).toEqual([...ourErrors]);
    expect([...ourErrors]).toContain('SealError');
  });
});

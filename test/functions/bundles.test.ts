import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { type Bundled, bundlingOf } from '../../lib/config/bundling.ts';
import { custom as none } from '../../lib/controls/custom/bundled/none.ts';
import { providers } from '../../lib/providers/collectors.ts';
import { manifests } from '../../lib/providers/manifests.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const collecting = readdirSync(join(root, 'lambdas', 'collect')).map((file) => file.replace(/\.ts$/, ''));

/** What each provider asks with. Those that are not named ask by plain requests. */
const libraries: Readonly<Record<string, RegExp>> = {
  aws: /node_modules\/@aws-sdk\/client-(iam|sts)\//,
  github: /node_modules\/@octokit\//,
  'google-workspace': /node_modules\/(googleapis|googleapis-common|google-auth-library|gaxios|gtoken)\//,
  npm: /node_modules\/(libnpmorg|npm-registry-fetch)\//,
  onepassword: /node_modules\/@1password\//,
  slack: /node_modules\/@slack\//,
};

/** The size of a function's bundle, the files of ours and of packages that are in it, and all that were read for it. */
async function bundle(name: string, has: Partial<Bundled> = {}) {
  const { external, mainFields, ...options } = bundlingOf({
    customControls: false,
    timestamps: false,
    ...has,
  });
  const { metafile } = await build({
    ...options,
    external: [...external],
    mainFields: [...mainFields],
    sourcemap: false,
    absWorkingDir: root,
    entryPoints: [`lambdas/${name}.ts`],
    outfile: 'out.mjs',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const [output] = Object.values(metafile.outputs);
  const inside = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const read = Object.keys(metafile.inputs);
  return { bytes: output?.bytes ?? Number.NaN, inside: inside.map(([path]) => path), read };
}

test('there is a collecting function for every provider, and for none else', () => {
  expect(collecting.sort()).toEqual(manifests.map(({ id }) => id).sort());
  expect(manifests.map(({ id }) => id)).toEqual(providers.map(({ id }) => id));
});

describe.each(collecting)('The function that collects %s', (id) => {
  test('is under a megabyte, and holds no other provider, and nothing that judges or seals', async () => {
    const { bytes, inside, read } = await bundle(`collect/${id}`);
    expect(bytes).toBeLessThan(1_000_000);
    const others = read.filter((path) => {
      const [, provider] = /^lib\/providers\/([^/]+)\//.exec(path) ?? [];
      return provider !== undefined && provider !== 'http' && provider !== id;
    });
    expect(others).toEqual([]);
    const foreign = Object.entries(libraries).flatMap(([of, library]) =>
      of === id ? [] : read.filter((path) => library.test(path)),
    );
    expect(foreign).toEqual([]);
    expect(read.filter((path) => /^lib\/(stack|cli)\/|aws-cdk-lib/.test(path))).toEqual([]);
    expect(inside.filter((path) => /lib\/(controls|drift|nightly\/conclude\/conclude)/.test(path))).toEqual(
      [],
    );
    expect(
      inside.filter((path) => /node_modules\/(@marcbachmann|@sigstore|pkijs|asn1js)\//.test(path)),
    ).toEqual([]);
    expect(inside).toContain(`lib/providers/${id}/collect.ts`);
  });
});

const functions = [
  'alert',
  'conclude',
  'package',
  'plan',
  'seal',
  ...collecting.map((id) => `collect/${id}`),
];

test.each(functions.filter((name) => name !== 'collect/github'))(
  'the function %s reads no YAML, and no CEL where nobody has controls of their own',
  async (name) => {
    const { inside } = await bundle(name);
    expect(inside.filter((path) => /node_modules\/(yaml|@marcbachmann)\//.test(path))).toEqual([]);
  },
);

test.each(['alert', 'conclude', 'package', 'plan'])(
  'the function %s reads CEL where the company has controls of its own',
  async (name) => {
    const { inside } = await bundle(name, { customControls: true });
    expect(inside.some((path) => path.includes('node_modules/@marcbachmann/'))).toBe(true);
  },
);

test.each(functions)(
  'the function %s holds no schema of the configuration, and of zod only what is used',
  async (name) => {
    const { inside } = await bundle(name);
    expect(inside.filter((path) => /lib\/config\/(parse|shape|fields|aws|issues)\.ts$/.test(path))).toEqual(
      [],
    );
    expect(
      inside.filter((path) => /node_modules\/zod\/v4\/(classic|core\/(index|compile))/.test(path)),
    ).toEqual([]);
    expect(inside).toContain('node_modules/zod/v4/mini/schemas.js');
  },
);

test('what stands in for CEL refuses to stand in for it', () => {
  expect(() => none.faults('must', 'true')).toThrow('Deploy again');
});

test.each(['plan', 'conclude', 'seal'])(
  'the function %s is under a megabyte, and asks no provider',
  async (name) => {
    const { bytes, inside } = await bundle(name);
    expect(bytes).toBeLessThan(1_000_000);
    expect(inside.filter((path) => /^lib\/providers\/[^/]+\/(client|collect|sdk)\.ts$/.test(path))).toEqual(
      [],
    );
  },
);

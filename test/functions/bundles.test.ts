import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { bundlingOf } from '../../lib/config/bundling.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const collecting = readdirSync(join(root, 'lambdas', 'collect')).map((file) => file.replace(/\.ts$/, ''));

/** The size of a function's bundle, and the files of ours and the packages that are in it. */
async function bundle(name: string) {
  const { external, mainFields, ...options } = bundlingOf({ timestamps: false });
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
  return { bytes: output?.bytes ?? Number.NaN, inside: inside.map(([path]) => path) };
}

describe.each(collecting)('The function that collects %s', (id) => {
  test('is under a megabyte, and holds nothing that judges or seals', async () => {
    const { bytes, inside } = await bundle(`collect/${id}`);
    expect(bytes).toBeLessThan(1_000_000);
    expect(inside.filter((path) => /lib\/(controls|drift|nightly\/conclude\/conclude)/.test(path))).toEqual(
      [],
    );
    expect(
      inside.filter((path) => /node_modules\/(@marcbachmann|@sigstore|pkijs|asn1js)\//.test(path)),
    ).toEqual([]);
    expect(inside).toContain(`lib/providers/${id}/collect.ts`);
  }, 60_000);
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
  60_000,
);

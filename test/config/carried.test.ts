import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { bundlingOf } from '../../lib/config/bundling.ts';
import { carriedFor, carriedValues } from '../../lib/config/carried.ts';
import { loadConfiguration } from '../../lib/config/load.ts';
import { judgedParts } from '../../lib/nightly/functions/judged-parts.ts';
import { temporaryFolder } from '../locker/folders.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const example = join(root, 'lib/stack/example/exhibit.yaml');

const ownControl =
  '  - { id: fathom.members, title: Members, dataset: github/members, must: \'record.login != ""\' }\n';

test('values go along in their order, and only with the file that they are those of', () => {
  const values = { b: [1, null, 'é'], a: { __proto: true } };
  const beside = carriedFor('text', values);
  expect(JSON.stringify(carriedValues('text', beside)?.values)).toBe(JSON.stringify(values));
  for (const other of [carriedFor('text ', values), '', '{}', 'null', '[]', beside.slice(0, -3)])
    expect(carriedValues('text', other)).toBeNull();
});

test.each([[Number.POSITIVE_INFINITY], [Number.NaN], [new Date(0)], [undefined]])(
  'a value that JSON cannot hold is not carried (%s)',
  (value) => {
    expect(() => carriedFor('text', { value })).toThrow('JSON cannot');
  },
);

describe('A function in its bundle', () => {
  let folder: string;
  let file: string;

  /** What the bundled code reads, as JSON, or the error that it ends with. */
  function read(): { configuration?: unknown; error?: string } {
    const { stdout, stderr } = spawnSync(process.execPath, [join(folder, 'read.mjs'), file], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    return JSON.parse(stdout) as ReturnType<typeof read>;
  }

  beforeAll(async () => {
    folder = await temporaryFolder();
    file = join(folder, 'exhibit.yaml');
    const { external, mainFields, ...options } = bundlingOf({ customControls: true, timestamps: false });
    const contents = `
      import { loadConfiguration } from './lib/config/load.ts';
      import { judgedParts } from './lib/nightly/functions/judged-parts.ts';
      const told = (found) => process.stdout.write(JSON.stringify(found));
      loadConfiguration(process.argv[2], judgedParts).then(
        (configuration) => told({ configuration: { ...configuration, controls: [...configuration.controls] } }),
        (error) => told({ error: error.name + ' ' + error.message }),
      );`;
    await build({
      ...options,
      external: [...external],
      mainFields: [...mainFields],
      sourcemap: false,
      absWorkingDir: root,
      stdin: { contents, resolveDir: root, loader: 'ts' },
      outfile: join(folder, 'read.mjs'),
      logLevel: 'error',
    });
    const carry = join(root, 'lib/stack/carry-configuration.ts');
    const written = join(folder, 'written.yaml');
    writeFileSync(written, `${readFileSync(example, 'utf8')}\ncustomControls:\n${ownControl}`);
    const { status, stderr } = spawnSync(process.execPath, [carry, written, file], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  }, 60_000);

  test('reads the very configuration that the file says, with the hash of the file', async () => {
    const { controls, ...rest } = await loadConfiguration(file, judgedParts);
    expect(rest.customControls).toHaveLength(1);
    expect(rest.sha256).toBe(
      createHash('sha256')
        .update(readFileSync(join(folder, 'written.yaml')))
        .digest('hex'),
    );
    expect(read().configuration).toEqual(JSON.parse(JSON.stringify({ ...rest, controls: [...controls] })));
  });

  test('checks the values again', () => {
    const text = readFileSync(file, 'utf8');
    const { values } = carriedValues(text, readFileSync(`${file}.json`, 'utf8')) as { values: object };
    writeFileSync(`${file}.json`, carriedFor(text, { ...values, timezone: 'Mars/Olympus', sched: '02:00' }));
    const { error } = read();
    expect(error).toMatch(/^ConfigurationError/);
    expect(error).toContain('timezone: is not an IANA time zone');
    expect(error).toContain('sched');
    expect(error).not.toMatch(/yaml:\d|null|NaN/);
  });

  test.each(['{}', '', '{"of":"0","values":{}}'])('refuses what was not made for the file (%s)', (beside) => {
    writeFileSync(`${file}.json`, beside);
    expect(read().error).toContain('exhibit.yaml.json does not hold the values of this exhibit.yaml');
  });
});

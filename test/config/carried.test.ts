import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { carriedFor, carriedValues } from '../../lib/config/carried.ts';
import { loadConfiguration } from '../../lib/config/load.ts';
import { checkConfiguration } from '../../lib/config/parse.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import { custom } from '../../lib/controls/custom/index.ts';
import { judgedParts } from '../../lib/nightly/functions/judged-parts.ts';
import { manifests } from '../../lib/providers/manifests.ts';
import { bundleText } from '../../scripts/bundle-text.ts';
import { temporaryFolder } from '../locker/folders.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const example = join(root, 'lib/stack/example/exhibit.yaml');

const ownControl =
  '  - { id: fathom.members, title: Members, dataset: github/members, must: \'record.login != ""\' }\n';

const given = readFileSync(example, 'utf8');
const known = { providers: manifests, controls: catalog, custom };
const checked = checkConfiguration(given, { file: example, known });

test('what was checked goes along, and only with the file that it is of', () => {
  const beside = carriedFor(given, checked);
  expect(carriedValues(given, beside)).toEqual(checked);
  for (const other of [carriedFor(`${given} `, checked), '', '{}', 'null', '[]', beside.slice(0, -3)])
    expect(carriedValues(given, other)).toBeNull();
});

test('what another version checked is not taken', () => {
  const beside = carriedFor(given, checked);
  const older = JSON.stringify({ ...JSON.parse(beside), by: '0.0.9' });
  expect(carriedValues(given, older)).toBeNull();
});

test.each([[Number.POSITIVE_INFINITY], [Number.NaN], [new Date(0)], [undefined]])(
  'a value that JSON cannot hold is not carried (%s)',
  (value) => {
    expect(() => carriedFor(given, { ...checked, providerSettings: [{ value }] })).toThrow('JSON cannot');
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
    const contents = `
      import { loadConfiguration } from './lib/config/load.ts';
      import { judgedParts } from './lib/nightly/functions/judged-parts.ts';
      const told = (found) => process.stdout.write(JSON.stringify(found));
      loadConfiguration(process.argv[2], judgedParts).then(
        (configuration) => told({ configuration: { ...configuration, controls: [...configuration.controls] } }),
        (error) => told({ error: error.name + ' ' + error.message }),
      );`;
    await bundleText(contents, join(folder, 'read.mjs'), { customControls: true, timestamps: false });
    const carry = join(root, 'lib/stack/carry-configuration.ts');
    const written = join(folder, 'written.yaml');
    writeFileSync(written, `${readFileSync(example, 'utf8')}\ncustomControls:\n${ownControl}`);
    const { status, stderr } = spawnSync(process.execPath, [carry, written, file], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

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

  test.each(['{}', '', '{"of":"0","values":{}}'])('refuses what was not made for the file (%s)', (beside) => {
    writeFileSync(`${file}.json`, beside);
    expect(read().error).toContain('exhibit.yaml.json does not hold the values of this exhibit.yaml');
  });
});

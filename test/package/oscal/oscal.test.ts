import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { nightAt } from '../../nightly/night.ts';
import { enrolled, packaged, someNights, unpacked, waiver } from '../packaging.ts';

/** What of the results is looked at here; NIST's schema looks at the rest. */
const oscalProps = z.array(z.object({ name: z.string(), value: z.string() })).optional();
const identified = z.object({ uuid: z.string() });
const resultsShape = z.object({
  'assessment-results': z.object({
    metadata: z.object({ parties: z.array(identified.extend({ name: z.string() })) }),
    results: z.tuple([
      z.object({
        'local-definitions': z.object({
          components: z.array(identified),
          'inventory-items': z.array(identified),
        }),
        observations: z.array(
          identified.extend({ subjects: z.array(z.object({ 'subject-uuid': z.string() })).optional() }),
        ),
        risks: z.array(
          identified.extend({
            title: z.string(),
            status: z.string(),
            props: oscalProps,
            deadline: z.string().optional(),
            remediations: z.array(z.object({ description: z.string() })).optional(),
          }),
        ),
        findings: z.array(
          z.object({
            target: z.object({
              'target-id': z.string(),
              status: z.object({ state: z.string(), reason: z.string() }),
            }),
            'related-risks': z.array(z.object({ 'risk-uuid': z.string() })).optional(),
          }),
        ),
      }),
    ]),
    'back-matter': z.object({
      resources: z.array(
        identified.extend({
          rlinks: z.array(
            z.object({ href: z.string(), hashes: z.array(z.object({ value: z.string() })).optional() }),
          ),
        }),
      ),
    }),
  }),
});
const catalogShape = z.object({
  catalog: z.object({
    groups: z.array(
      z.object({
        controls: z.array(
          z.object({ id: z.string(), props: oscalProps, parts: z.array(z.object({ id: z.string() })) }),
        ),
      }),
    ),
  }),
});

const files = ['assessment-results', 'catalog', 'component-definition'] as const;
/** Of days that had their troubles, and of days before them. */
let folder: string;
let whole: string;
const read = (path: string) => readFile(join(folder, path), 'utf8');
const results = async (of = folder) => {
  const text = await readFile(join(of, 'oscal/assessment-results.json'), 'utf8');
  return resultsShape.parse(JSON.parse(text))['assessment-results'];
};
const catalog = async () =>
  catalogShape
    .parse(JSON.parse(await read('oscal/catalog.json')))
    .catalog.groups.flatMap(({ controls }) => controls);

beforeAll(async () => {
  const nights = await someNights();
  folder = await unpacked((await packaged(nights, [20, 26])).path);
  whole = await unpacked((await packaged(nights, [20, 22])).path);
});

describe('a package in OSCAL', () => {
  const schema = readFileSync(new URL('./oscal.schema.json', import.meta.url), 'utf8');
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(schema));

  test.each(files)('has its %s as NIST’s schema has it', async (file) => {
    const document = JSON.parse(await read(`oscal/${file}.json`));
    expect([validate(document), validate.errors]).toEqual([true, null]);
    expect(validate({ [file]: { ...document[file], uuid: 'none' } })).toBe(false);
  });

  test('names in each finding an objective of the catalog, whose controls say where NIST has them', async () => {
    const [{ findings }] = (await results()).results;
    const controls = await catalog();
    const objectives = controls.flatMap(({ parts }) => parts.map(({ id }) => id));
    expect(objectives).toEqual(expect.arrayContaining(findings.map(({ target }) => target['target-id'])));
    expect(controls.find(({ id }) => id === enrolled)?.props).toContainEqual(
      expect.objectContaining({ name: 'nist-800-53', value: 'ia-2.1' }),
    );
  });

  test('is satisfied where every night passed, and says of the rest whether anything failed', async () => {
    const status = (of: Awaited<ReturnType<typeof results>>, id: string) =>
      of.results[0].findings.find(({ target }) => target['target-id'] === `${id}_obj`)?.target.status;
    expect(status(await results(whole), enrolled)).toEqual({ state: 'satisfied', reason: 'pass' });
    expect(status(await results(whole), 'access.reviewed')).toEqual({
      state: 'not-satisfied',
      reason: 'other',
    });
    expect(status(await results(), enrolled)).toEqual({ state: 'not-satisfied', reason: 'fail' });
  });

  test('has a risk for each failure of the table, and none besides but what could not be decided', async () => {
    const [{ risks }] = (await results()).results;
    const rows = parse(await read('failures.csv'), { bom: true, columns: true });
    const kind = (own: (typeof risks)[number], name: string) =>
      own.props?.find((prop) => prop.name === 'kind')?.value === name;
    expect(risks.filter((risk) => kind(risk, 'fail'))).toHaveLength(rows.length);
    expect(risks.filter((risk) => !kind(risk, 'fail') && !kind(risk, 'unknown'))).toEqual([]);
  });

  test('tells of a waiver as a deviation, until when, and who approved it', async () => {
    const { metadata, results: of } = await results(whole);
    const waived = of[0].risks.filter(({ status }) => status === 'deviation-approved');
    expect(waived).toMatchObject([
      { deadline: '2026-11-23T00:00:00.000Z', remediations: [{ description: waiver.reason }] },
    ]);
    expect(metadata.parties.map(({ name }) => name)).toContain(waiver.approvedBy);
    expect(JSON.stringify(of[0].risks)).toContain(nightAt(1));
  });

  test('defines whatever it refers to, once', async () => {
    const all = await results();
    const text = await read('oscal/assessment-results.json');
    const defined = [...text.matchAll(/"uuid":"([^"]+)"/g)].map(([, uuid]) => uuid);
    expect(new Set(defined).size).toBe(defined.length);
    const referred = [...text.matchAll(/"(?:[a-z]+-uuid|href)":"#?([0-9a-f-]{36})"/g)].map(
      ([, uuid]) => uuid,
    );
    expect(referred.filter((uuid) => !defined.includes(uuid))).toEqual([]);
    expect(referred.length).toBeGreaterThan(all.results[0].findings.length);
  });

  test('links to files of the package with their hashes', async () => {
    const { 'back-matter': back } = await results();
    const hashed = back.resources
      .flatMap(({ rlinks }) => rlinks)
      .flatMap(({ hashes, href }) => (hashes ? [[href.slice(3), hashes[0]?.value] as const] : []));
    expect(hashed.length).toBeGreaterThan(10);
    for (const [path, hash] of hashed)
      expect([path, sha256Of(await read(decodeURIComponent(path)))]).toEqual([path, hash]);
  });
});

/** Another program than ours, by other people: `pip install compliance-trestle`. */
const trestle = spawnSync('trestle', ['version'], { encoding: 'utf8' }).status === 0;
if (!trestle) process.stderr.write('OSCAL by compliance-trestle: skipped, for it is not installed.\n');

(trestle ? test : test.skip)('compliance-trestle imports all of it and finds it valid', async () => {
  const place = await temporaryFolder();
  await mkdir(join(place, 'work'));
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('trestle', args, {
      cwd: join(place, 'work'),
      encoding: 'utf8',
    });
    return status === 0 ? 'valid' : `${stdout}${stderr}`;
  };
  expect(run('init', '--local')).toBe('valid');
  for (const file of files) {
    expect(run('import', '-f', join(folder, `oscal/${file}.json`), '-o', 'own')).toBe('valid');
    expect(run('validate', '-t', file, '-n', 'own')).toBe('valid');
  }
});

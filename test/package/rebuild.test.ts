import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { catalog } from '../../lib/controls/catalog.ts';
import type { Manifest } from '../../lib/package/manifest.ts';
import { replacePeopleWith } from '../../lib/package/pseudonyms/replace-people.ts';
import { rebuildWith } from '../../lib/package/rebuild/rebuild.ts';
import { datasetOf } from '../../lib/providers/dataset-of.ts';
import { enrolled, kinds, type Nights, packaged, someNights, unpacked, verified } from './packaging.ts';
import { type Forger, forgerOf } from './verify/forging.ts';

const maker = { version: '0.0.0', commit: null };
const rebuild = rebuildWith({ metadata: catalog, datasetOf }, maker);

let nights: Nights;
let path: string;
let head: string;
beforeAll(async () => {
  nights = await someNights();
  const made = await packaged(nights, [20, 22]);
  path = made.path;
  head = made.manifest.head.sha256;
});

const rebuilt = (place: string) => verified(place, [nights.signer.publicKey], head, rebuild);

describe('a package as it was made', () => {
  test.each<[string, () => Promise<string>]>([
    ['as a zip', async () => path],
    ['unpacked', async () => await unpacked(path)],
    [
      'with pseudonyms',
      async () =>
        (await packaged(nights, [20, 22], { replacePeople: replacePeopleWith(Buffer.alloc(32, 7)) })).path,
    ],
    [
      'with the keys in the locker',
      async () => (await packaged(nights, [20, 22], { trustedKeys: 'in-locker' })).path,
    ],
  ])('%s, is the same again', async (_, place) => {
    expect(await rebuilt(await place())).toMatchObject({ ok: true, problems: [], rebuilt: true });
  });

  test('with nights that are missing, cut off or silent, is the same again but for what was wrong already', async () => {
    const again = await rebuilt((await packaged(nights, [20, 25])).path);
    expect(again.problems.map(({ kind }) => kind)).toEqual(['gap']);
    expect(again.rebuilt).toBe(true);
  });

  test('does not say that it was made again, where nobody asked', async () => {
    expect(await verified(path, [nights.signer.publicKey], head)).not.toHaveProperty('rebuilt');
  });

  test('by another version is not compared, and not called whole', async () => {
    const other = await packaged(nights, [20, 22], { maker: { version: '9.9.9', commit: null } });
    const again = await rebuilt(other.path);
    expect(again).toMatchObject({ ok: false, problems: [], rebuilt: false });
    expect(again.notRebuilt).toContain('9.9.9');
  });
});

const isEvidence = /^(runs|before|chain|keys|attestations|reviews)\//;

test('with the company’s own key, one letter of every file that is made of the evidence is changed: each is named', async () => {
  const folder = await unpacked(path);
  const forger = forgerOf(folder);
  const made: string[] = [];
  forger.say((manifest) => {
    made.push(...manifest.files.map((file) => file.path).filter((name) => !isEvidence.test(name)));
    return manifest;
  });
  for (const name of made) {
    const text = forger.read(name);
    const at = text.search(/[a-z](?=[^a-z]*$)/);
    forger.write(name, `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`);
  }
  await forger.sign(nights.signer);
  const { problems } = await rebuilt(folder);
  for (const one of [
    /^data\/|^index.html$/,
    /^populations\/.+\.json$/,
    /joiners\.csv$/,
    /^oscal\//,
    /^controls\//,
  ])
    expect(made).toContainEqual(expect.stringMatching(one));
  expect(kinds({ problems }).toSorted()).toEqual(made.map((name) => `rebuilt ${name}`).toSorted());
});

const say = (change: Partial<Manifest>) => (forger: Forger) =>
  forger.say((manifest) => ({ ...manifest, ...change }));
const edit =
  (file: string, from: string | RegExp, to: string) =>
  (forger: Forger): void =>
    forger.write(file, forger.read(file).replace(from, to));

describe('with the company’s own key', () => {
  test.each<[string, (forger: Forger, folder: string) => void, string, string]>([
    [
      'the table of failures is emptied',
      edit('failures.csv', /\r\n[\s\S]*$/, '\r\n'),
      'failures.csv',
      'Line 2 says ""',
    ],
    [
      'a control’s table says another verdict',
      edit(`controls/${enrolled}.csv`, /waived(?!")/, 'pass'),
      `controls/${enrolled}.csv`,
      `(control ${enrolled}, ben@example.com, night 2026-11-21T02:00:00Z)`,
    ],
    [
      'OSCAL says satisfied',
      edit('oscal/assessment-results.json', '"not-satisfied"', '"satisfied"'),
      'oscal/assessment-results.json',
      'Line ',
    ],
    [
      'the page says something else',
      edit('index.html', '<title>', '<title>All is well: '),
      'index.html',
      'Line ',
    ],
    [
      'a population is another',
      edit('populations/google-users.csv', 'ben@', 'bob@'),
      'populations/google-users.csv',
      'Line 3',
    ],
    ['instructions are others', edit('VERIFY.md', 'set -eu', 'exit 0'), 'VERIFY.md', 'Line '],
    ['a table is left out', (forger) => forger.remove('waivers.csv'), 'waivers.csv', 'lacks'],
    [
      'a document is added',
      (forger, folder) => {
        mkdirSync(dirname(join(folder, 'data/letter.txt')), { recursive: true });
        writeFileSync(join(folder, 'data/letter.txt'), '');
        forger.write('data/letter.txt', 'All is well.');
      },
      'data/letter.txt',
      'Nothing in the evidence makes this file.',
    ],
    ['the manifest names another organization', say({ organization: 'Umbra' }), 'manifest.json', 'Umbra'],
    [
      'the manifest counts more complete nights',
      say({ nights: { due: 9, complete: 9, partial: 0, failed: 0, missing: 0, besides: 0 } }),
      'manifest.json',
      'nights',
    ],
  ])('%s: it is named', async (_, forge, file, words) => {
    const folder = await unpacked(path);
    const forger = forgerOf(folder);
    forge(forger, folder);
    await forger.sign(nights.signer);
    const { ok, problems } = await rebuilt(folder);
    expect([ok, kinds({ problems })]).toEqual([false, expect.arrayContaining([`rebuilt ${file}`])]);
    expect(problems.find((one) => one.path === file)?.message).toContain(words);
  });
});

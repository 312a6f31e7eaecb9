import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { runFolder } from '../../lib/locker/keys.ts';
import { openFolderReader } from '../../lib/seal/verify/folder-reader.ts';
import { openZipReader } from '../../lib/zip/zip-reader.ts';
import { nightAt } from '../nightly/night.ts';
import { copyOf } from '../seal/nights.ts';
import {
  change,
  enrolled,
  kinds,
  type Nights,
  packaged,
  someNights,
  unpacked,
  verified,
} from './packaging.ts';

let nights: Nights;
beforeAll(async () => {
  nights = await someNights();
});

/** The rows of a table, which begins with the mark that Excel needs. */
const lines = async (folder: string, path: string) => {
  const text = await readFile(join(folder, path), 'utf8');
  expect(text.charAt(0)).toBe('\ufeff');
  return text.slice(1).split('\r\n').slice(0, -1);
};

describe('a package of days on which all is as it should be', () => {
  let path: string;
  let folder: string;
  beforeAll(async () => {
    const made = await packaged(nights, [20, 22]);
    path = made.path;
    folder = await unpacked(path);
    expect(made.manifest.nights).toEqual({
      due: 3,
      complete: 3,
      partial: 0,
      failed: 0,
      missing: 0,
      besides: 0,
    });
  });

  test('verifies, as a zip and unpacked', async () => {
    const keys = [nights.signer.publicKey];
    for (const place of [path, folder])
      expect(await verified(place, keys)).toMatchObject({
        ok: true,
        problems: [],
        checked: { runs: 3 },
        package: { period: { from: '2026-11-20', to: '2026-11-22' }, packagedAt: '2026-12-01T00:00:00.000Z' },
      });
  });

  test('holds the nights of these days, and the whole chain', async () => {
    const reader = openFolderReader(folder);
    expect(await reader.names('runs')).toEqual([0, 1, 2].map((night) => runFolder(nightAt(night)).slice(5)));
    expect(await reader.names('chain')).toHaveLength(5);
  });

  test('is the same bytes again but for the signature of its manifest', async () => {
    const second = await openZipReader((await packaged(nights, [20, 22])).path);
    const first = await openZipReader(path);
    const names = (await first.files('')).map((file) => file.path);
    expect((await second.files('')).map((file) => file.path)).toEqual(names);
    const hashes = async (reader: typeof first) => (await reader.hash(names)).map((fact) => fact.sha256);
    const [before, after] = [await hashes(first), await hashes(second)];
    expect(names.filter((_, at) => before[at] !== after[at])).toEqual(['manifest.sigstore.json']);
    await Promise.all([first.close(), second.close()]);
  });

  test('says of every control what it came to for everybody, on every night', async () => {
    const table = await lines(folder, `controls/${enrolled}.csv`);
    expect(
      table.map((line) => line.split(',').slice(0, 1).concat(line.split(',').slice(7)).join(' ')),
    ).toEqual([
      `row ${[0, 1, 2].map(nightAt).join(' ')}`,
      'night complete complete complete',
      'control pass pass pass',
      'subject pass pass pass',
      'subject pass waived waived',
    ]);
  });

  test('says of every failure how long it stood, and of every decision what it covered', async () => {
    expect((await lines(folder, 'failures.csv')).filter((line) => line.startsWith(enrolled))).toEqual([
      expect.stringMatching(
        `^${enrolled},ben@example.com,${nightAt(0)},${nightAt(1)},${nightAt(2)},,,"stands, waived",2,2,2,cto@example.com,2026-11-22,`,
      ),
    ]);
    expect((await lines(folder, 'waivers.csv'))[1]).toMatch(
      /,"2026-11-21 to 2026-11-22",no,"not recorded",$/,
    );
    expect((await lines(folder, 'attestations.csv'))[1]).toMatch(
      /^passwords.unique,ana@example.com,2026-11-20T12:00:00.000Z,2026-12-31,"'=cmd\(\)",screen.png,attestations\/.*,"2026-11-21 to 2026-11-22",,,,$/,
    );
  });

  test('says of every dataset how it came about', async () => {
    const produced = JSON.parse(await readFile(join(folder, 'populations/google-users.json'), 'utf8'));
    expect(produced).toMatchObject({ provider: 'google-workspace', dataset: 'users' });
    expect(produced.nights.map(({ records }: { records: number }) => records)).toEqual([2, 2, 2]);
    expect(
      (await lines(folder, 'populations/google-users.csv')).map((line) => line.split(',').slice(0, 5)),
    ).toEqual([
      ['record', '"first night"', '"last night"', 'nights', 'versions'],
      ['ana@example.com', nightAt(0), nightAt(2), '3', '1'],
      ['ben@example.com', nightAt(0), nightAt(2), '3', '2'],
    ]);
  });

  const first = runFolder(nightAt(0));
  const second = runFolder(nightAt(1));
  test.each<[string, (folder: string) => Promise<unknown>, string[]]>([
    ['a night was taken out', (at) => rm(join(at, first), { recursive: true }), [`missing ${first}`]],
    [
      'a table was changed',
      (at) => change(at, `controls/${enrolled}.csv`, (text) => text.replace('waived', 'pass')),
      [`modified controls/${enrolled}.csv`],
    ],
    ['the page was changed', (at) => change(at, 'index.html', (text) => `${text} `), ['modified index.html']],
    [
      'a finding was changed',
      (at) => change(at, `${first}/findings.ndjson`, (text) => text.replace('pass', 'fail')),
      [`modified ${first}/findings.ndjson`],
    ],
    [
      'a seal was taken out',
      (at) => rm(join(at, 'chain/0000000002.sigstore.json')),
      [
        'gap chain/0000000002.sigstore.json',
        'missing chain/0000000002.sigstore.json',
        `unlisted ${second}`,
        `gap ${second}`,
      ],
    ],
    [
      'the newest seal was cut off',
      (at) => rm(join(at, 'chain/0000000005.sigstore.json')),
      ['truncated chain', 'missing chain/0000000005.sigstore.json'],
    ],
    [
      'an attestation was changed',
      async (at) => {
        const [name = ''] = await openFolderReader(at)
          .names('attestations/passwords.unique')
          .then((all) => all.filter((one) => one.endsWith('.json')));
        await change(at, `attestations/passwords.unique/${name}`, (text) =>
          text.replace('2026-12-31', '2027-12-31'),
        );
      },
      [expect.stringMatching(/^modified attestations\/passwords.unique\/2026/) as unknown as string],
    ],
    [
      'the manifest speaks of fewer days',
      (at) =>
        change(at, 'manifest.json', (text) => text.replace('"from":"2026-11-20"', '"from":"2026-11-21"')),
      ['bad-signature manifest.sigstore.json'],
    ],
    [
      'the signature of the manifest was changed, and written in another form',
      (at) =>
        change(at, 'manifest.sigstore.json', (text) => {
          const bundle = JSON.parse(text);
          const [signature] = bundle.dsseEnvelope.signatures;
          signature.sig = Buffer.from(signature.sig, 'base64').reverse().toString('base64');
          return JSON.stringify(bundle);
        }),
      ['bad-signature manifest.sigstore.json'],
    ],
    [
      'the manifest has no signature',
      (at) => rm(join(at, 'manifest.sigstore.json')),
      ['bad-signature manifest.sigstore.json'],
    ],
  ])('shows that %s', async (_what, meddle, expected) => {
    const copy = await unpacked(path);
    await meddle(copy);
    const found = kinds(await verified(copy, [nights.signer.publicKey]));
    for (const one of expected) expect(found).toContainEqual(one);
    expect(found.length).toBeGreaterThan(0);
  });

  test('shows that two files were exchanged, and a file that was put in', async () => {
    const copy = await unpacked(path);
    const [a, b] = [`${first}/google/users.ndjson`, `${second}/google/users.ndjson`];
    const other = await readFile(join(copy, b), 'utf8');
    await change(copy, a, () => other);
    await change(copy, 'nights.csv', (text) => text.replace('complete', 'failed'));
    const found = kinds(await verified(copy, [nights.signer.publicKey]));
    expect(found).toEqual(expect.arrayContaining([`modified ${a}`, 'modified nights.csv']));
  });

  test('knows the head that somebody had from elsewhere', async () => {
    const found = await verified(path, [nights.signer.publicKey], 'f'.repeat(64));
    expect(kinds(found)).toEqual(['truncated chain/']);
  });
});

describe('a package of days that had their troubles', () => {
  test('has every night that was due: complete, partial, failed and missing', async () => {
    const { path, manifest } = await packaged(nights, [20, 26]);
    expect(manifest.nights).toEqual({ due: 7, complete: 3, partial: 1, failed: 1, missing: 2, besides: 0 });
    expect(manifest.verification.ok).toBe(false);
    const folder = await unpacked(path);
    expect((await lines(folder, 'nights.csv')).map((line) => line.split(',')[4])).toEqual([
      'outcome',
      'complete',
      'complete',
      'complete',
      'partial',
      'missing',
      'failed',
      'missing',
    ]);
    expect(kinds(await verified(path, [nights.signer.publicKey]))).toEqual([
      `gap ${runFolder(nightAt(4))}`,
      `gap ${runFolder(nightAt(6))}`,
    ]);
  });

  test('goes on with a failure that could not be seen for a while', async () => {
    const folder = await unpacked((await packaged(nights, [20, 26])).path);
    const [failure] = (await lines(folder, 'failures.csv')).filter((line) => line.startsWith(enrolled));
    expect(failure).toMatch(
      `${enrolled},ben@example.com,${nightAt(0)},${nightAt(1)},${nightAt(3)},,,stands,3,3,2,cto@example.com,`,
    );
  });

  test('which begin before the first night says that nothing is known of them', async () => {
    const { path, manifest } = await packaged(nights, [10, 22]);
    expect(manifest.verification.ok).toBe(false);
    expect(kinds(await verified(path, [nights.signer.publicKey]))).toEqual(['gap chain']);
  });

  test('with evidence that was changed is made all the same, believes none of it, and cannot look clean', async () => {
    const folder = await copyOf(nights.folder);
    const findings = `${runFolder(nightAt(1))}/findings.ndjson`;
    await change(folder, findings, (text) => text.replaceAll('"verdict":"fail"', '"verdict":"pass"'));
    const { openFolderLocker } = await import('../../lib/locker/folder.ts');
    const stage = { ...nights.stage, locker: openFolderLocker(folder) };
    const { path, manifest } = await packaged({ ...nights, folder, stage }, [20, 22]);
    expect(kinds(manifest.verification as never)).toEqual([`modified ${findings}`]);
    expect(kinds(await verified(path, [nights.signer.publicKey]))).toEqual([`modified ${findings}`]);
    const table = await lines(await unpacked(path), `controls/${enrolled}.csv`);
    expect(table[2]).toMatch(/,pass,"?no findings"?,pass$/);
  });

  test.each([
    ['other people', (text: string) => text.replaceAll('ben@', 'eve@')],
    ['less than was sealed', (text: string) => text.slice(0, 40)],
  ])('takes no record from a list that says %s', async (_what, how) => {
    const folder = await copyOf(nights.folder);
    const records = `${runFolder(nightAt(1))}/google/users.ndjson`;
    await change(folder, records, how);
    const { openFolderLocker } = await import('../../lib/locker/folder.ts');
    const stage = { ...nights.stage, locker: openFolderLocker(folder) };
    const { path, manifest } = await packaged({ ...nights, folder, stage }, [20, 22]);
    expect(kinds(manifest.verification as never)).toEqual([`modified ${records}`]);
    const table = await lines(await unpacked(path), 'populations/google-users.csv');
    expect(table.map((line) => line.split(',')[0])).toEqual(['record', 'ana@example.com', 'ben@example.com']);
  });

  test('of which no night was sealed is not made', async () => {
    await expect(packaged(nights, [1, 9])).rejects.toThrow(
      'No sealed night lies between 2026-11-01 and 2026-11-09',
    );
  });

  test('without a key is made, and nothing vouches for what was made of the evidence', async () => {
    const { path } = await packaged(nights, [20, 22], { signer: null });
    expect(kinds(await verified(path, [nights.signer.publicKey]))).toEqual([
      'bad-signature manifest.sigstore.json',
    ]);
  });
});

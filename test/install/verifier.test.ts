import { createWriteStream, readdirSync } from 'node:fs';
import { copyFile, cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { nightTime } from '../../demo/demo.ts';
import { openSigner } from '../../lib/cli/signing.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { runFolder } from '../../lib/locker/keys.ts';
import { packagePeriod } from '../../lib/package/package-period.ts';
import { periodOf } from '../../lib/package/period/period.ts';
import { checkVerifier } from '../../lib/package/verify/check-verifier.ts';
import { datasetOf } from '../../lib/providers/dataset-of.ts';
import type { Signer } from '../../lib/seal/signer.ts';
import { openFolderReader } from '../../lib/seal/verify/folder-reader.ts';
import { version } from '../../lib/version.ts';
import { installed } from '../../scripts/build-programs.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { callProgram, node } from '../end-to-end/call.ts';
import { demoNights } from '../end-to-end/demo-nights.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { change, unpacked } from '../package/packaging.ts';
import { forgerOf } from '../package/verify/forging.ts';
import { resealed } from '../package/verify/resealing.ts';

const maker = { version, commit: 'c0ffee'.padEnd(40, '0') };
const nights = 3;
let key: string;
let signer: Signer;
let location: string;
let packed: string;
/** A folder that holds the program and nothing else. */
let alone: string;

beforeAll(async () => {
  alone = await temporaryFolder();
  const built = {
    ...installed(),
    define: { builtFrom: JSON.stringify({ commit: maker.commit, date: null }) },
  };
  await buildVerifier(alone, built, maker.commit);
  const folder = await temporaryFolder();
  const collector = { ...maker, node: 'v24', trigger: 'schedule', by: null } as const;
  const configuration = await demoNights(folder, nights, collector);
  location = configuration.locker;
  signer = await openSigner(configuration.signing, true);
  key = join(folder, 'key.pem');
  await writeFile(key, signer.publicKey);
  packed = join(folder, 'package.zip');
  await packInto(packed, location);
});

/** All nights of a locker. */
async function packInto(path: string, place: string): Promise<void> {
  const [locker, reader] = [openFolderLocker(place), openFolderReader(place)];
  const day = (number: number) => nightTime(number).toISOString().slice(0, 10);
  await packagePeriod({
    locker,
    reader,
    period: periodOf(day(1), day(nights), 'Europe/Amsterdam'),
    now: nightTime(nights + 1),
    trustedKeys: [signer.publicKey],
    signer,
    maker,
    metadata: catalog,
    datasetOf,
    verifier: await readFile(join(alone, 'verify.mjs')),
    out: createWriteStream(path),
  });
  await Promise.all([reader.close(), locker.close()]);
}

/** Runs the program in its own folder, without anything that a clone or an installation has. */
async function verifyAlone(...words: string[]) {
  const { status, stdout, stderr } = await callProgram(node, ['verify.mjs', ...words], { cwd: alone });
  return { status, stderr, json: stdout.startsWith('{') ? JSON.parse(stdout) : stdout };
}

const namesOf = ({
  problems,
}: {
  readonly problems: readonly { readonly kind: string; readonly path: string }[];
}) => problems.map(({ kind, path }) => `${kind} ${path}`).toSorted();

describe('verify.mjs, with Node and nothing else', () => {
  test('is one file, with its hash beside it', async () => {
    expect(readdirSync(alone).sort()).toEqual(['verify.mjs', 'verify.mjs.sha256']);
  });

  test('makes all of a package again and finds it the same, as a zip and unpacked', async () => {
    for (const place of [packed, await unpacked(packed)]) {
      const { json, status } = await verifyAlone(place, '--key', key, '--rebuild', '--rejudge', '--json');
      expect([status, json]).toMatchObject([
        0,
        { ok: true, problems: [], notices: [], rejudged: nights, notRejudged: [] },
      ]);
    }
  });

  test('names what was changed', async () => {
    const folder = await unpacked(packed);
    await change(folder, 'failures.csv', (text) => `${text} `);
    const { json, status } = await verifyAlone(folder, '--key', key, '--json');
    expect([status, json]).toMatchObject([1, { problems: [{ kind: 'modified', path: 'failures.csv' }] }]);
  });

  test('names what whoever holds the company’s key made otherwise: what is made of the evidence, and the evidence', async () => {
    const folder = await unpacked(packed);
    const forger = forgerOf(folder);
    const forgeries: readonly (readonly [string, RegExp, string])[] = [
      ['oscal/assessment-results.json', /"not-satisfied"/, '"satisfied"'],
      ['failures.csv', /\r\n[^\r]+\r\n/, '\r\n'],
      ['populations/google-users.json', /"agrees":true/, '"agrees":false'],
      ['joiners.csv', /$/, 'nobody\r\n'],
      ['index.html', /<title>/, '<title>All is well: '],
    ];
    for (const [path, from, to] of forgeries) forger.write(path, forger.read(path).replace(from, to));
    await forger.sign(signer);
    const options = ['--key', key, '--rebuild', '--rejudge', '--json'];
    const made = await verifyAlone(folder, ...options);
    expect([made.status, namesOf(made.json)]).toEqual([
      1,
      expect.arrayContaining(forgeries.map(([path]) => `rebuilt ${path}`)),
    ]);
    const forged = join(await temporaryFolder(), 'evidence');
    await cp(location, forged, { recursive: true });
    const run = `${nightTime(2).toISOString().slice(0, 19)}Z`;
    const passing = (text: string) => text.replace('"verdict":"fail"', '"verdict":"pass"');
    await resealed(forged, run, { 'findings.ndjson': passing }, signer);
    const path = `${forged}.zip`;
    await packInto(path, forged);
    const judged = await verifyAlone(path, ...options);
    expect([judged.status, namesOf(judged.json)]).toEqual([
      1,
      expect.arrayContaining([`rejudged ${runFolder(run)}/findings.ndjson`]),
    ]);
  });

  test('says how it is used, and that it could not be, by its exit status', async () => {
    expect(await verifyAlone()).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage') });
    expect(await verifyAlone('--help')).toMatchObject({ status: 0 });
    expect((await verifyAlone('nowhere', '--json')).status).toBe(2);
  });

  test('can ask nobody: what talks to a vendor is not in it', async () => {
    const text = await readFile(join(alone, 'verify.mjs'), 'utf8');
    expect(text).toContain('asks nobody');
    for (const name of ['GetObjectCommand"', 'core_bg.wasm'])
      expect([name, text.includes(name)]).toEqual([name, false]);
  });

  test('is checked in a package against the own one of whoever checks', async () => {
    const content = await readFile(join(alone, 'verify.mjs'));
    const listed = (sha256: string) => {
      const files = [{ path: 'verify.mjs', bytes: 1, sha256 }];
      return { files, maker } as unknown as Parameters<typeof checkVerifier>[0];
    };
    const kinds = (...of: Parameters<typeof checkVerifier>) => {
      const { notices, problems } = checkVerifier(...of);
      return [...problems, ...notices].map(({ kind }) => kind);
    };
    const other = 'f'.repeat(64);
    expect(kinds(listed(other), { maker, content }, false)).toEqual(['modified']);
    expect(kinds(listed(other), { maker, content: null }, false)).toEqual(['not-compared']);
    expect(kinds(listed(other), { maker, content: null }, true)).toEqual(['rebuilt']);
    expect(kinds(listed(other), { maker: { ...maker, version: '9.9.9' }, content }, true)).toEqual([
      'rebuilt',
    ]);
    const meddled = await unpacked(packed);
    await copyFile(packed, join(meddled, 'verify.mjs'));
    const { json } = await verifyAlone(meddled, '--key', key, '--json');
    expect(json.problems).toMatchObject([{ kind: 'modified', path: 'verify.mjs' }]);
  });
});

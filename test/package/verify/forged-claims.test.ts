import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import { type Manifest, manifestPath, readManifest, signaturePath } from '../../../lib/package/manifest.ts';
import { verifyPackage } from '../../../lib/package/verify/verify-package.ts';
import { signStatement } from '../../../lib/seal/bundle.ts';
import { type PackageFacts, packageStatement } from '../../../lib/seal/package-statement.ts';
import { sound } from '../../../lib/seal/verify/chain.ts';
import { openFolderReader } from '../../../lib/seal/verify/folder-reader.ts';
import { openZipReader } from '../../../lib/zip/zip-reader.ts';
import { kinds, type Nights, packaged, someNights, unpacked, verified } from '../packaging.ts';
import { type Forger, forgerOf } from './forging.ts';

let nights: Nights;
let path: string;
beforeAll(async () => {
  nights = await someNights();
  path = (await packaged(nights, [21, 22])).path;
});

const says = (change: (manifest: Manifest) => Partial<Manifest>) => (forger: Forger) =>
  forger.say((manifest) => ({ ...manifest, ...change(manifest) }));
const period = (change: Partial<Manifest['period']>) =>
  says((manifest) => ({ period: { ...manifest.period, ...change } }));

async function forged(forge: (forger: Forger, folder: string) => void): Promise<string> {
  const folder = await unpacked(path);
  const forger = forgerOf(folder);
  forge(forger, folder);
  await forger.sign(nights.signer);
  return folder;
}

test.each<[string, (forger: Forger) => void, string]>([
  ['its days begin after a night', period({ start: '2026-11-21T12:00:00.000Z' }), 'moved manifest.json'],
  ['its days end before a night', period({ end: '2026-11-22T00:00:00.000Z' }), 'moved manifest.json'],
  ['it speaks of more days than it holds', period({ from: '2026-10-01' }), 'moved manifest.json'],
  [
    'its days are those of another zone',
    period({ timezone: 'Asia/Tokyo', start: '2026-11-20T15:00:00.000Z', end: '2026-11-22T15:00:00.000Z' }),
    'moved manifest.json',
  ],
  [
    'nights are counted up to a moment long ago',
    says(() => ({ asOf: '2026-11-20T00:00:00.000Z' })),
    'backdated manifest.json',
  ],
  [
    'nights are counted up to a moment to come',
    says(() => ({ asOf: '2030-11-20T00:00:00.000Z' })),
    'backdated manifest.json',
  ],
  [
    'more was verified than there is',
    says(({ verification }) => ({
      verification: { ...verification, checked: { ...verification.checked, files: 99_999 } },
    })),
    'malformed manifest.json',
  ],
  [
    'all was well, and was not',
    says(({ verification }) => ({ verification: { ...verification, ok: false } })),
    'malformed manifest.json',
  ],
  [
    'keys were trusted that made no seal',
    says(({ verification }) => ({ verification: { ...verification, trustedKeys: ['a'.repeat(64)] } })),
    'malformed manifest.json',
  ],
])('with the company’s own key, %s: it is named', async (_, forge, expected) => {
  const { ok, problems } = await verified(await forged(forge), [nights.signer.publicKey]);
  expect([ok, kinds({ problems })]).toEqual([false, expect.arrayContaining([expected])]);
});

test.each<[string, Partial<PackageFacts>, string]>([
  ['another locker', { locker: 'Umbra' }, 'bad-signature manifest.sigstore.json'],
  [
    'other days',
    { period: { from: '2020-01-01', to: '2020-12-31', timezone: 'UTC' } },
    'bad-signature manifest.sigstore.json',
  ],
  [
    'another newest seal',
    { head: { sequence: 5, sha256: 'a'.repeat(64) } },
    'bad-signature manifest.sigstore.json',
  ],
  [
    'a time before its newest seal was made',
    { packagedAt: '2026-11-21T12:00:00.000Z' },
    'backdated manifest.sigstore.json',
  ],
])('the company’s own signature speaks of %s: it is named', async (_, said, expected) => {
  const folder = await unpacked(path);
  const bytes = readFileSync(join(folder, manifestPath));
  const { head, locker, period: days } = readManifest(bytes);
  const facts = {
    manifest: sha256Of(bytes),
    locker,
    period: days,
    head,
    packagedAt: '2026-12-01T00:00:00.000Z',
  };
  const text = await signStatement(packageStatement({ ...facts, ...said }), nights.signer);
  writeFileSync(join(folder, signaturePath), text);
  const { ok, problems } = await verified(folder, [nights.signer.publicKey]);
  expect([ok, kinds({ problems })]).toEqual([false, [expected]]);
});

test('a package of days that were not over says so', async () => {
  const { path: early } = await packaged(nights, [20, 22], { now: new Date('2026-11-22T12:00:00Z') });
  const { notices } = await verified(early, [nights.signer.publicKey]);
  expect(notices.map(({ kind }) => kind)).toEqual(['not-over']);
});

test('a manifest of no time zone is none', async () => {
  const folder = await forged(period({ timezone: 'Mars/Olympus' }));
  await expect(verified(folder, [nights.signer.publicKey])).rejects.toThrow(/is not a time zone/);
});

test('a word or a file that no night names is named, though its name is its hash', async () => {
  const text = 'All pass';
  const hash = createHash('sha256').update(text).digest('hex');
  const added = [
    `attestations/passwords.unique/files/${hash}`,
    `attestations/passwords.unique/2026-11-21T00-00-00Z-${hash.slice(0, 12)}.json`,
  ];
  const folder = await forged((forger, where) => {
    for (const name of added) {
      mkdirSync(dirname(join(where, name)), { recursive: true });
      forger.write(name, text);
    }
  });
  const { problems } = await verified(folder, [nights.signer.publicKey]);
  expect(kinds({ problems }).sort()).toEqual(added.map((name) => `unlisted ${name}`).sort());
});

test('a package holds the list of every earlier night, and one that is left out is missed when judging asks for it', async () => {
  const reader = await openZipReader(path);
  const names = (await reader.files('before')).map((file) => file.path);
  await reader.close();
  expect(names.filter((name) => name.endsWith('SHA256SUMS'))).toEqual([
    'before/runs/2026-11-20T02-00-00Z/SHA256SUMS',
  ]);
  const folder = await forged((forger) => {
    for (const name of names) forger.remove(name);
  });
  const opened = openFolderReader(folder);
  const asked = await verifyPackage(opened, {
    trustedKeys: [nights.signer.publicKey],
    rejudge: async ({ locker, seals }) => {
      const run = sound(seals[0])?.run ?? '';
      await locker.read(`runs/${run.replaceAll(':', '-')}/findings.json`);
      return { problems: [], notices: [], notRejudged: [], runs: 1 };
    },
  });
  await opened.close();
  expect(kinds(asked)).toEqual(['missing before/runs/2026-11-20T02-00-00Z/SHA256SUMS']);
});

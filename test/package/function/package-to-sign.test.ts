import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import { sealFunction } from '../../../lib/nightly/functions/seal.ts';
import { packageToSign } from '../../../lib/package/function/package-to-sign.ts';
import { formatManifest, type Manifest } from '../../../lib/package/manifest.ts';
import { readBundle } from '../../../lib/seal/bundle.ts';
import { sealPath } from '../../../lib/seal/chain.ts';
import { openKeyFile } from '../../../lib/seal/key-file.ts';
import { readPackageStatement } from '../../../lib/seal/package-statement.ts';
import { keyPath } from '../../../lib/seal/public-key.ts';
import { openFolderReader } from '../../../lib/seal/verify/folder-reader.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { nightAt } from '../../nightly/night.ts';
import { change, type Nights, onAws, packaged, someNights } from '../packaging.ts';

/** When `packaged` makes its packages. */
const packagedAt = new Date('2026-12-01T00:00:00Z');
const minutes = (number: number, from: Date | string = packagedAt) =>
  new Date(new Date(from).getTime() + number * 60_000);

let nights: Nights;
let manifest: Manifest;
/** Of days with a night that is missing. */
let gap: Manifest;
/** Of days that judging needs earlier nights for. */
let later: Manifest;

beforeAll(async () => {
  nights = await someNights();
  manifest = (await packaged(nights, [20, 22], onAws)).manifest;
  gap = (await packaged(nights, [23, 25], onAws)).manifest;
  later = (await packaged(nights, [22, 22], onAws)).manifest;
});

interface Asking {
  readonly locker?: string;
  readonly now?: Date;
  readonly signer?: Nights['signer'];
  readonly commit?: string;
}

/** Puts a text where manifests wait, and asks the sealing function for a signature. */
async function askFor(text: string, { locker, now = minutes(5), signer, commit = '' }: Asking = {}) {
  const folder = await temporaryFolder();
  const key = `manifests/${sha256Of(Buffer.from(text))}.json`;
  await openFolderLocker(folder).create(key, text);
  const environment = {
    EXHIBIT_LOCKER: locker ?? nights.folder,
    EXHIBIT_PACKAGES: folder,
    EXHIBIT_SIGNING_KEY: 'key',
    EXHIBIT_COMMIT: commit,
  };
  const sealing = sealFunction(
    { environment, now: () => now, write: () => {} },
    { openSigner: async () => signer ?? nights.signer, packageToSign },
  );
  return await sealing({ package: key });
}

const ask = (forged: Manifest, asking?: Asking) => askFor(formatManifest(forged), asking);

describe('The sealing function signs', () => {
  test('the manifest that it read, with facts that it took from it', async () => {
    const { bundle } = await ask(manifest);
    const { subject, predicate } = readPackageStatement(readBundle(Buffer.from(bundle)).payload);
    const { from, to, timezone } = manifest.period;
    expect(subject[0].digest.sha256).toBe(sha256Of(Buffer.from(formatManifest(manifest))));
    expect(predicate).toEqual({
      locker: manifest.locker,
      period: { from, to, timezone },
      head: manifest.head,
      packagedAt: minutes(5).toISOString(),
    });
  });

  test.each([
    ['with a night that is missing, which it names', () => gap],
    ['with files of earlier nights', () => later],
  ])('one %s', async (_, given) => {
    await expect(ask(given())).resolves.toBeDefined();
  });

  test('with a key that has made no seal yet', async () => {
    const signer = await openKeyFile(join(await temporaryFolder(), 'new.pem'), { create: true });
    const { manifest: made } = await packaged(nights, [20, 22], { ...onAws, signer });
    expect(made.files.map(({ path }) => path)).toContain(keyPath(signer.keyId));
    await expect(ask(made, { signer })).resolves.toBeDefined();
    await expect(ask(made)).rejects.toThrow(`${keyPath(signer.keyId)} is another file in this locker`);
  });

  test('one of a period that is not over, for as long as packaging may take', async () => {
    const now = new Date('2026-11-25T12:00:00Z');
    const { manifest: made } = await packaged(nights, [23, 25], { ...onAws, now });
    await expect(ask(made, { now: minutes(14, now) })).resolves.toBeDefined();
    await expect(ask(made, { now: minutes(21, now) })).rejects.toThrow('which is the wrong time');
    await expect(ask(made, { now: minutes(-2, now) })).rejects.toThrow('which is the wrong time');
  });

  test('one that was begun before the newest night was sealed, and for that long only', async () => {
    const folder = await copyOfLocker();
    await change(folder, sealPath(5), () => '');
    const before = openFolderLocker(folder);
    const reader = openFolderReader(folder);
    const { rm } = await import('node:fs/promises');
    await rm(join(folder, sealPath(5)));
    await rm(join(folder, runFolder(nightAt(5))), { recursive: true });
    const { manifest: made } = await packaged(nights, [20, 22], { ...onAws, locker: before, reader });
    expect(made.head.sequence).toBe(4);
    await expect(ask(made, { now: minutes(10, nightAt(5)) })).resolves.toBeDefined();
    await expect(ask(made, { now: minutes(40, nightAt(5)) })).rejects.toThrow(`${sealPath(5)} is left out`);
  });

  test('one of a locker that was damaged where it says so, and not where it is silent', async () => {
    const folder = await copyOfLocker();
    await change(folder, findings, (text) => text.replace('"fail"', '"pass"'));
    const made = await packaged(nights, [20, 22], {
      ...onAws,
      locker: openFolderLocker(folder),
      reader: openFolderReader(folder),
    });
    expect(made.manifest.verification).toMatchObject({
      ok: false,
      problems: [{ kind: 'modified', path: findings }],
    });
    await expect(ask(made.manifest, { locker: folder })).resolves.toBeDefined();
    const silent = { ...made.manifest.verification, ok: true, problems: [] };
    await expect(ask({ ...made.manifest, verification: silent }, { locker: folder })).rejects.toThrow(
      `${findings}: The content is not what was sealed. It does not say so`,
    );
  });
});

async function copyOfLocker(): Promise<string> {
  const folder = join(await temporaryFolder(), 'copy');
  await cp(nights.folder, folder, { recursive: true });
  return folder;
}

const night = runFolder(nightAt(1));
const findings = `${night}/findings.ndjson`;
const another = 'd'.repeat(64);

type File = Manifest['files'][number];
type Forge = (manifest: Manifest) => Manifest;

/** Changes what is listed of files whose path is, or begins with, the one given. */
const listing = (path: string, how: (file: File) => File | null): Forge => {
  return (made) => {
    const files = made.files.flatMap((file) => (file.path.startsWith(path) ? (how(file) ?? []) : file));
    expect(files).not.toEqual(made.files);
    return { ...made, files };
  };
};
const hashed = (path: string): Forge => listing(path, (file) => ({ ...file, sha256: another }));
const without = (path: string): Forge => listing(path, () => null);
const adding = (path: string): Forge => {
  return (made) => ({
    ...made,
    files: [...made.files, { path, bytes: 1, sha256: another }].sort((a, b) => (a.path < b.path ? -1 : 1)),
  });
};
const verification = (changes: Partial<Manifest['verification']>): Forge => {
  return (made) => ({ ...made, verification: { ...made.verification, ...changes } });
};
const all = (...forgeries: readonly Forge[]): Forge => {
  return (made) => forgeries.reduce((one, forge) => forge(one), made);
};

const forgeries: readonly (readonly [string, Forge, string])[] = [
  ['other findings in place of the sealed ones', hashed(findings), findings],
  ['a list of a night that was not sealed', hashed(`${night}/SHA256SUMS`), `${night}/SHA256SUMS`],
  ['a sealed file that is left out', without(findings), findings],
  ['a sealed night that is left out', without(`${night}/`), night],
  ['a file beside those of a night', adding(`${night}/google/more.json`), `${night}/google/more.json`],
  [
    'a night that nobody sealed',
    adding('runs/2026-11-22T12-00-00Z/findings.json'),
    'runs/2026-11-22T12-00-00Z',
  ],
  ['a night of another day', adding('runs/2020-01-01T02-00-00Z/findings.json'), 'runs/2020-01-01T02-00-00Z'],
  ['a length that is not the sealed one', listing(findings, (file) => ({ ...file, bytes: 1 })), 'bytes'],
  [
    'an original in a file’s place',
    listing(findings, ({ bytes, sha256: original, path }) => ({
      path,
      bytes,
      sha256: another,
      original: { bytes, sha256: original },
    })),
    'replaces another file',
  ],
  [
    'a sealed file that is withheld',
    all(without(findings), (made) => ({
      ...made,
      withheld: [{ path: findings, bytes: 1, sha256: another, reason: 'It may not be seen' }],
    })),
    'is withheld',
  ],
  [
    'people who are said to be replaced',
    (made) => ({ ...made, pseudonyms: { method: 'hmac-sha-256', key: another } }),
    'people were replaced',
  ],
  ['another seal', hashed(sealPath(2)), `${sealPath(2)} is another file`],
  ['a seal that is left out', without(sealPath(2)), `${sealPath(2)} is left out`],
  [
    'an older head, and the newest seals left out',
    all(without(sealPath(5)), (made) => ({ ...made, head: { ...made.head, sequence: 4 } })),
    `${sealPath(5)} is left out`,
  ],
  ['another head', (made) => ({ ...made, head: { ...made.head, sha256: another } }), 'of head'],
  ['a head to come', (made) => ({ ...made, head: { ...made.head, sequence: 6 } }), 'of head'],
  ['another key', hashed('keys/'), 'is another file'],
  ['a key of its own', adding(`keys/${another}.pem`), `keys/${another}.pem is another file`],
  ['another word of a person', hashed('attestations/'), 'attestations/'],
  ['a word of a person that is left out', without('attestations/'), 'attestations/'],
  ['another locker', (made) => ({ ...made, locker: 'Other' }), 'of locker'],
  ['another company', (made) => ({ ...made, organization: 'Other' }), 'of organization'],
  [
    'other instants than those of its days',
    (made) => ({ ...made, period: { ...made.period, start: '2026-11-21T00:00:00.000Z' } }),
    'its period is not that of its days',
  ],
  [
    'a day that is none',
    (made) => ({ ...made, period: { ...made.period, to: '2026-11-99' } }),
    'its period is not that of its days',
  ],
  [
    'a time zone in which no night was sealed',
    (made) => ({
      ...made,
      asOf: '2026-11-24T05:00:00.000Z',
      period: {
        ...made.period,
        timezone: 'America/New_York',
        start: '2026-11-20T05:00:00.000Z',
        end: '2026-11-23T05:00:00.000Z',
      },
    }),
    'no night was sealed in the time zone America/New_York',
  ],
  [
    'days of which there is no night',
    (made) => ({ ...made, period: nowhere, asOf: afterNowhere }),
    'No sealed night',
  ],
  ['better nights', (made) => ({ ...made, nights: { ...made.nights, complete: 4, due: 4 } }), 'of nights'],
  [
    'an earlier end of what was due',
    (made) => ({ ...made, asOf: '2026-11-22T00:00:00.000Z' }),
    'the wrong time',
  ],
  ['trust from outside', verification({ trust: 'given' }), 'trusted from outside'],
  ['trusted keys', verification({ trustedKeys: [another] }), 'trusted from outside'],
  ['no word on trusted keys', verification({ trustedKeys: undefined }), 'trusted from outside'],
  ['more that was checked', verification({ checked: { runs: 9, files: 1, bytes: 1 } }), 'more was checked'],
  [
    'problems under the word that all is well',
    verification({ problems: [{ kind: 'gap', path: 'chain', message: 'x' }] }),
    'there are no problems and names problems',
  ],
  ['another version', (made) => ({ ...made, maker: { version: '9.9.9', commit: null } }), 'another version'],
  ['a path that leads out', adding('../index.html'), 'cannot be a file of a package'],
  ['a path from the root', adding('/etc/passwd'), 'cannot be a file of a package'],
  ['a path of Windows', adding('data\\x.js'), 'cannot be a file of a package'],
  ['itself', adding('manifest.json'), 'cannot be a file of a package'],
  ['a file twice', (made) => ({ ...made, files: made.files.flatMap((one) => [one, one]) }), 'canonical form'],
];
const nowhere = {
  from: '2025-01-01',
  to: '2025-01-31',
  timezone: 'UTC',
  start: '2025-01-01T00:00:00.000Z',
  end: '2025-02-01T00:00:00.000Z',
};
const afterNowhere = '2025-02-02T00:00:00.000Z';

describe('The sealing function refuses a manifest with', () => {
  const refused = (words: string) => ({
    name: 'EventError',
    message: expect.stringMatching(
      new RegExp(`^The package is not signed: .*${words.replace(/[.*+?^$\\]/g, '\\$&')}`, 's'),
    ),
  });

  test.each(forgeries)('%s', async (_, forge, words) => {
    const forged = forge(manifest);
    expect(forged).not.toEqual(manifest);
    await expect(ask(forged)).rejects.toMatchObject(refused(words));
  });

  test.each<[string, Forge, string]>([
    [
      'silence about a night that is missing',
      verification({ ok: true, problems: [] }),
      'runs/2026-11-24T02-00-00Z',
    ],
    [
      'a missing night that counts as complete',
      (made) => ({ ...made, nights: { ...made.nights, missing: 0, complete: made.nights.complete + 1 } }),
      'of nights',
    ],
  ])('%s', async (_, forge, words) => {
    await expect(ask(forge(gap))).rejects.toMatchObject(refused(words));
  });

  test.each<[string, Forge]>([
    ['a changed file of an earlier night', hashed(`before/${night}/findings.json`)],
    ['a changed list of an earlier night', hashed(`before/${night}/SHA256SUMS`)],
    ['a file of an earlier night that nobody sealed', adding(`before/${night}/more.json`)],
    ['an earlier night that nobody sealed', adding('before/runs/2026-11-19T02-00-00Z/findings.json')],
    ['a night of the period among the earlier ones', adding(`before/${runFolder(nightAt(2))}/findings.json`)],
  ])('%s', async (_, forge) => {
    await expect(ask(forge(later))).rejects.toMatchObject(refused('before/'));
  });

  test.each([
    ['no JSON', 'nothing', 'it is not JSON'],
    ['another form', '{}', 'is not that of a package'],
  ])('%s', async (_, text, words) => {
    await expect(askFor(text)).rejects.toMatchObject(refused(words));
  });

  test('another form of the same', async () => {
    await expect(askFor(`${formatManifest(manifest)}\n`)).rejects.toMatchObject(refused('canonical form'));
  });

  test('another commit', async () => {
    await expect(ask(manifest, { commit: 'c0ffee' })).rejects.toMatchObject(refused('another version'));
  });
});

test('A manifest that is not there is not signed', async () => {
  const environment = {
    EXHIBIT_LOCKER: nights.folder,
    EXHIBIT_PACKAGES: await temporaryFolder(),
    EXHIBIT_SIGNING_KEY: 'key',
  };
  const sealing = sealFunction(
    { environment, write: () => {} },
    {
      openSigner: async () => nights.signer,
      packageToSign,
    },
  );
  await expect(sealing({ package: `manifests/${another}.json` })).rejects.toThrow(
    'its manifest is not there',
  );
});

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { canonicalDocument } from '../../../lib/evidence/canonical.ts';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import { readAttestations, storeAttestation } from '../../../lib/runs/attestations.ts';
import { openKeyFile } from '../../../lib/seal/key-file.ts';
import { sealRun } from '../../../lib/seal/seal.ts';
import type { Signer } from '../../../lib/seal/signer.ts';
import { sumRun } from '../../../lib/seal/sum-run.ts';
import { verifyLockerFolder } from '../../../lib/seal/verify/verify-locker.ts';
import { removeTemporary, runAt, sealInput, temporaryFolder } from '../nights.ts';

const word = {
  control: 'passwords.unique',
  by: 'ana@acme.example',
  note: 'The report shows none that is used twice.',
  at: '2026-10-19T12:00:00.000Z',
  expires: '2026-12-01',
};

let folder: string;
let signer: Signer;
/** The word that the first night names, and the file that belongs to it. */
let named: { readonly path: string; readonly text: string };
let file: string;

afterAll(removeTemporary);
beforeEach(async () => {
  folder = await temporaryFolder();
  signer = await openKeyFile(join(await temporaryFolder(), 'key.pem'));
  file = join(await temporaryFolder(), 'report.txt');
  await writeFile(file, 'none');
  const path = await attest(word, [file]);
  named = { path, text: await textOf(path) };
  await sealNight(0);
});

async function attest(said: typeof word, files: readonly string[] = []): Promise<string> {
  const locker = openFolderLocker(folder);
  const stored = await storeAttestation(locker, said, files);
  const all = await readAttestations(locker);
  await locker.close();
  return all.find(({ attestation }) => attestation.at === stored.at)?.path ?? '';
}

async function textOf(path: string): Promise<string> {
  const locker = openFolderLocker(folder);
  const text = (await locker.read(path))?.toString() ?? '';
  await locker.close();
  return text;
}

/** A night whose findings name every word that counts. */
async function sealNight(night: number): Promise<void> {
  const locker = openFolderLocker(folder);
  const words = await readAttestations(locker);
  const attestations = words.map(({ path, sha256 }) => ({ path, sha256 }));
  await locker.create(`${runFolder(runAt(night))}/findings.json`, canonicalDocument({ attestations }));
  await sumRun(locker, runAt(night));
  await sealRun(sealInput(locker, signer, night));
  await locker.close();
}

async function problems(): Promise<string[]> {
  const found = await verifyLockerFolder(folder, { trustedKeys: [signer.publicKey] });
  return found.problems.map(({ kind, path }) => `${kind} ${path}`);
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await rm(join(folder, path), { force: true });
  await writeFile(join(folder, path), text);
}

const later = { ...word, at: '2026-10-20T12:00:00.000Z' };

describe('A person’s word', () => {
  test('is without objection once a night named it, and before', async () => {
    await attest(later, [file]);
    expect(await problems()).toEqual([]);
    await sealNight(1);
    expect(await problems()).toEqual([]);
  });

  test('that was changed is named and does not count, and another night makes no difference', async () => {
    await put(named.path, named.text.replace('2026-12-01', '2029-12-01'));
    expect(await problems()).toEqual([`modified ${named.path}`]);
    await sealNight(1);
    expect(await problems()).toEqual([`modified ${named.path}`]);
  });

  test('that two nights name differently is named, even by a collector that was deceived', async () => {
    const locker = openFolderLocker(folder);
    const changed = { path: named.path, sha256: 'f'.repeat(64) };
    await locker.create(
      `${runFolder(runAt(1))}/findings.json`,
      canonicalDocument({ attestations: [changed] }),
    );
    await sumRun(locker, runAt(1));
    await sealRun(sealInput(locker, signer, 1));
    await locker.close();
    expect(await problems()).toEqual([`modified ${named.path}`]);
  });

  test('that was taken away is missing, and so is its file', async () => {
    const { files } = JSON.parse(named.text);
    await rm(join(folder, files[0].path));
    expect(await problems()).toEqual([`missing ${files[0].path}`]);
    await rm(join(folder, named.path));
    expect(await problems()).toEqual([`missing ${named.path}`]);
  });

  test('that no night named yet is held to its name, with its file', async () => {
    const fresh = await attest(later, [file]);
    await put(fresh, (await textOf(fresh)).replace('none', 'every'));
    expect(await problems()).toEqual([`modified ${fresh}`]);
  });
});

test.each([
  'attestations/added.json',
  'attestations/passwords.unique/added.json',
  'attestations/passwords.unique/files/added.txt',
])('%s was never recorded: it is named, and does not stop a night', async (path) => {
  for (const text of ['{}', 'null', 'junk']) {
    await put(path, text);
    expect(await problems()).toEqual([`unlisted ${path}`]);
    const locker = openFolderLocker(folder);
    expect(await readAttestations(locker)).toMatchObject([{ path: named.path }]);
    await locker.close();
  }
});

import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sha256Of } from '../../lib/evidence/sha256.ts';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import { runFolder } from '../../lib/locker/keys.ts';
import type { Locker } from '../../lib/locker/locker.ts';
import { chainHead } from '../../lib/seal/chain.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import { sealRun } from '../../lib/seal/seal.ts';
import type { Signer } from '../../lib/seal/signer.ts';
import { sumRun } from '../../lib/seal/sum-run.ts';
import { parseSums } from '../../lib/seal/sums.ts';
import { collectNight, removeTemporary, runAt, sealInput, temporaryFolder } from './nights.ts';

let locker: Locker;
let signer: Signer;

beforeEach(async () => {
  const folder = await temporaryFolder();
  locker = openFolderLocker(join(folder, 'locker'));
  signer = await openKeyFile(join(folder, 'key.pem'));
});
afterAll(removeTemporary);

const sealNight = async (night: number) => {
  await collectNight(locker, night);
  return await sealRun(sealInput(locker, signer, night));
};

describe('sealing a run', () => {
  test('starts the chain at 1, names no seal before it, and keeps the public key', async () => {
    const seal = await sealNight(0);
    const head = await chainHead(locker);
    expect(seal).toMatchObject({ sequence: 1, path: 'chain/0000000001.sigstore.json', sha256: head?.sha256 });
    expect(head?.statement?.predicate).toMatchObject({
      sequence: 1,
      run: runAt(0),
      previous: null,
      files: 5,
    });
    expect((await locker.read(`keys/${signer.keyId}.pem`))?.toString()).toBe(signer.publicKey);
  });

  test('vouches for the list, and counts what it names', async () => {
    await sealNight(0);
    const list = (await locker.read(`${runFolder(runAt(0))}/SHA256SUMS`)) ?? Buffer.alloc(0);
    const statement = (await chainHead(locker))?.statement;
    const listed = (await locker.list(`${runFolder(runAt(0))}/`)).filter(
      (entry) => !entry.key.endsWith('SHA256SUMS'),
    );
    expect(statement?.subject[0].digest.sha256).toBe(sha256Of(list));
    expect(statement?.predicate.bytes).toBe(listed.reduce((sum, entry) => sum + entry.bytes, 0));
    expect(statement?.predicate.files).toBe(listed.length);
  });

  test('names the seal before it by the hash of its file', async () => {
    const first = await sealNight(0);
    await sealNight(1);
    const second = (await chainHead(locker))?.statement?.predicate;
    expect(second?.previous).toEqual({ sequence: 1, sha256: first.sha256, timestamp: null });
  });

  test('twice leaves one seal, also when another run was sealed in between', async () => {
    const first = await sealNight(0);
    await sealNight(1);
    expect(await sealRun(sealInput(locker, signer, 0))).toEqual(first);
    expect(await locker.names('chain/')).toHaveLength(2);
  });

  test('by several at once gives one run one seal and every seal its own number', async () => {
    for (const night of [0, 1, 2]) await collectNight(locker, night);
    const first = await sealRun(sealInput(locker, signer, 0));
    const seals = await Promise.all([1, 1, 1, 1].map((night) => sealRun(sealInput(locker, signer, night))));
    expect(new Set(seals.map((seal) => seal.path)).size).toBe(1);
    const last = await sealRun(sealInput(locker, signer, 2));
    expect([first.sequence, seals[0]?.sequence, last.sequence]).toEqual([1, 2, 3]);
  });

  test('of different nights at once takes one number each', async () => {
    for (const night of [0, 1, 2, 3]) await collectNight(locker, night);
    const seals = await Promise.all([0, 1, 2, 3].map((night) => sealRun(sealInput(locker, signer, night))));
    expect(seals.map((seal) => seal.sequence).sort()).toEqual([1, 2, 3, 4]);
  });

  test('goes on after a seal that cannot be read, naming it by its hash', async () => {
    await sealNight(0);
    await locker.create('chain/0000000002.sigstore.json', 'spoiled');
    expect(await sealNight(1)).toMatchObject({ sequence: 3 });
    const { previous } = (await chainHead(locker))?.statement?.predicate ?? {};
    expect(previous).toMatchObject({ sequence: 2, sha256: sha256Of('spoiled') });
  });

  test('reads no more of a long chain than its end', async () => {
    for (const night of [0, 1, 2, 3]) await sealNight(night);
    const read: string[] = [];
    const watched: Locker = {
      ...locker,
      read: async (key) => {
        read.push(key);
        return await locker.read(key);
      },
    };
    await collectNight(locker, 4);
    await sealRun(sealInput(watched, signer, 4));
    expect(read.filter((key) => key.endsWith('.sigstore.json'))).toEqual([
      'chain/0000000004.sigstore.json',
      'chain/0000000004.rekor.sigstore.json',
    ]);
  });

  test('without a list is refused', async () => {
    await locker.create(`${runFolder(runAt(0))}/google/users.json`, '{}');
    await expect(sealRun(sealInput(locker, signer, 0))).rejects.toMatchObject({ code: 'no-sums' });
    expect(await chainHead(locker)).toBeNull();
  });
});

describe('the list of a run', () => {
  test('names every file in its folder, with its hash', async () => {
    await locker.create(`${runFolder(runAt(0))}/google/users.json`, '{}');
    await locker.create(`${runFolder(runAt(0))}/drift.json`, '[]');
    const key = await sumRun(locker, runAt(0));
    expect(parseSums((await locker.read(key)) ?? '')).toEqual([
      { path: 'drift.json', sha256: sha256Of('[]') },
      { path: 'google/users.json', sha256: sha256Of('{}') },
    ]);
  });

  test('is written once', async () => {
    await locker.create(`${runFolder(runAt(0))}/drift.json`, '[]');
    const first = await locker.read(await sumRun(locker, runAt(0)));
    await locker.create(`${runFolder(runAt(0))}/late.json`, '{}');
    expect(await locker.read(await sumRun(locker, runAt(0)))).toEqual(first);
  });
});

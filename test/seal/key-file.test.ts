import { generateKeyPairSync } from 'node:crypto';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import { holds, readPublicKey } from '../../lib/seal/public-key.ts';
import { removeTemporary, temporaryFolder } from './nights.ts';

afterAll(removeTemporary);

const newPath = async () => join(await temporaryFolder(), 'below', 'key.pem');

describe('a key file', () => {
  test('is made on first use, for its owner only, and leaves nothing else behind', async () => {
    const path = await newPath();
    await openKeyFile(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(dirname(path))).toEqual(['key.pem']);
  });

  test('is the same key on every later use', async () => {
    const path = await newPath();
    const [first, second] = [await openKeyFile(path), await openKeyFile(path)];
    expect(second.keyId).toBe(first.keyId);
    expect(first.keyId).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is made once when several processes ask at the same moment', async () => {
    const path = await newPath();
    const signers = await Promise.all(Array.from({ length: 8 }, () => openKeyFile(path)));
    expect(new Set(signers.map((signer) => signer.keyId)).size).toBe(1);
    expect(await readdir(dirname(path))).toEqual(['key.pem']);
  });

  test('signs so that its public key verifies, and no other bytes', async () => {
    const signer = await openKeyFile(await newPath());
    const signature = await signer.sign(Buffer.from('seal'));
    expect(holds(Buffer.from('seal'), signature, signer.publicKey)).toBe(true);
    expect(holds(Buffer.from('Seal'), signature, signer.publicKey)).toBe(false);
    expect(readPublicKey(signer.publicKey).keyId).toBe(signer.keyId);
  });

  test.each([0o640, 0o604, 0o660])(
    'is refused when others may use it (%o), with what to do',
    async (mode) => {
      const path = await newPath();
      await openKeyFile(path);
      await chmod(path, mode);
      await expect(openKeyFile(path)).rejects.toMatchObject({
        code: 'key',
        message: expect.stringContaining('chmod 600'),
      });
    },
  );

  test('that was lost is not replaced silently, and the error says what its loss means', async () => {
    const path = await newPath();
    const opened = openKeyFile(path, { create: false });
    await expect(opened).rejects.toMatchObject({
      code: 'key',
      message: expect.stringContaining('stay verifiable'),
    });
  });

  test('that holds something else is refused without being quoted', async () => {
    const path = join(await temporaryFolder(), 'key.pem');
    await writeFile(path, 'hunter2', { mode: 0o600 });
    const error: unknown = await openKeyFile(path).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'key' });
    expect(String(error)).not.toContain('hunter2');
    expect(await readFile(path, 'utf8')).toBe('hunter2');
  });

  test('of another curve is refused', async () => {
    const path = join(await temporaryFolder(), 'key.pem');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    await writeFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    await expect(openKeyFile(path)).rejects.toMatchObject({ code: 'key' });
  });
});

test('a private key is not taken for a public one', async () => {
  const path = await newPath();
  await openKeyFile(path);
  const text = await readFile(path, 'utf8');
  expect(() => readPublicKey(text)).toThrow(expect.objectContaining({ code: 'key' }));
});

import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openFolderLocker } from '../../lib/locker/folder.ts';
import type { Locker } from '../../lib/locker/locker.ts';
import { readBundle } from '../../lib/seal/bundle.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import { type Seal, type SealInput, sealRun } from '../../lib/seal/seal.ts';
import type { Signer } from '../../lib/seal/signer.ts';
import { timestampSeal } from '../../lib/seal/timestamp.ts';
import { checkToken } from '../../lib/seal/timestamp-token.ts';
import { verifyLockerFolder } from '../../lib/seal/verify/verify-locker.ts';
import { type Authority, startAuthority } from './authority.ts';
import { collectNight, removeTemporary, sealInput, temporaryFolder } from './nights.ts';

let folder: string;
let locker: Locker;
let signer: Signer;

beforeEach(async () => {
  folder = await temporaryFolder();
  locker = openFolderLocker(folder);
  signer = await openKeyFile(join(await temporaryFolder(), 'key.pem'));
});
afterAll(removeTemporary);

/** Made-up nights lie in the past; these are sealed now, as the authority's clock says. */
async function sealNow(night: number, more: Partial<SealInput> = {}): Promise<Seal> {
  await collectNight(locker, night);
  return await sealRun({
    ...sealInput(locker, signer, night),
    nextDueBy: null,
    now: () => new Date(),
    ...more,
  });
}

/** Every byte, or, to be quick, every so many. */
const step = Number(process.env.EXHIBIT_TOKEN_STEP ?? 13);

const stamp = (seal: Seal, authority: Authority, certificates: readonly string[] = []) =>
  timestampSeal({ locker, seal, authority: authority.url, certificates, now: () => new Date() });

const verify = (authorities: readonly string[]) =>
  verifyLockerFolder(folder, { trustedKeys: [signer.publicKey], timestampAuthorities: authorities });

const tokenOf = async (sequence: number) =>
  (await locker.read(`chain/000000000${sequence}.tsr`)) ?? Buffer.alloc(0);

async function replace(path: string, bytes: Buffer): Promise<void> {
  await rm(join(folder, path));
  await writeFile(join(folder, path), bytes);
}

describe('a time-stamp', () => {
  test('is asked for as RFC 3161 says, kept beside the seal, and verified by root or signing certificate', async () => {
    await using authority = await startAuthority();
    const seal = await sealNow(0);
    expect(await stamp(seal, authority, [authority.root])).toBe('chain/0000000001.tsr');
    expect(authority.asked).toEqual(['application/timestamp-query']);
    for (const trusted of [[], [authority.root], [authority.leaf]])
      expect(await verify(trusted)).toMatchObject({ ok: true, problems: [] });
  });

  test('is asked for once', async () => {
    await using authority = await startAuthority();
    const seal = await sealNow(0);
    await stamp(seal, authority);
    await stamp(seal, authority);
    expect(authority.asked).toHaveLength(1);
  });

  test('is named by the next seal, so that it cannot be taken away or replaced', async () => {
    await using authority = await startAuthority();
    await stamp(await sealNow(0), authority);
    const later = await sealNow(1);
    await stamp(later, authority);
    expect(await verify([authority.root])).toMatchObject({ ok: true });
    await replace('chain/0000000001.tsr', await tokenOf(2));
    expect((await verify([])).problems).toMatchObject([{ kind: 'modified', path: 'chain/0000000001.tsr' }]);
    await rm(join(folder, 'chain/0000000001.tsr'));
    expect((await verify([])).problems).toMatchObject([{ kind: 'missing', path: 'chain/0000000001.tsr' }]);
  });

  test('by an authority that is not trusted is named', async () => {
    await using authority = await startAuthority();
    await using other = await startAuthority();
    await stamp(await sealNow(0), authority);
    expect((await verify([other.root])).problems).toMatchObject([
      { kind: 'unknown-key', path: 'chain/0000000001.tsr' },
    ]);
  });

  test('for another seal is named', async () => {
    await using authority = await startAuthority();
    await stamp(await sealNow(0), authority);
    await sealNow(1);
    await writeFile(join(folder, 'chain/0000000002.tsr'), await tokenOf(1));
    expect((await verify([])).problems).toMatchObject([{ kind: 'moved', path: 'chain/0000000002.tsr' }]);
  });

  test('without a seal is named', async () => {
    await using authority = await startAuthority();
    await stamp(await sealNow(0), authority);
    await writeFile(join(folder, 'chain/0000000009.tsr'), await tokenOf(1));
    expect((await verify([])).problems).toMatchObject([{ kind: 'unlisted', path: 'chain/0000000009.tsr' }]);
  });

  test('with any byte changed does not hold, or says the very same', async () => {
    await using authority = await startAuthority();
    const seal = await sealNow(0);
    await stamp(seal, authority);
    const token = await tokenOf(1);
    const { signature } = readBundle(Buffer.from(seal.bundle));
    const whole = await checkToken(token, signature, [authority.root]);
    let refused = 0;
    for (let at = 0; at < token.length; at += step) {
      const spoiled = Buffer.from(token);
      spoiled[at] = (spoiled[at] ?? 0) ^ 1;
      const verdict = await checkToken(spoiled, signature, [authority.root]);
      if (verdict.holds) expect({ at, verdict }).toEqual({ at, verdict: whole });
      else refused++;
    }
    // Version numbers and the like in the wrapping are signed by nobody; the next seal's hash covers them.
    expect(refused).toBeGreaterThan((token.length / step) * 0.9);
  });

  test('names its signing certificate, so that another one for the same key does not hold, whoever is trusted', async () => {
    await using authority = await startAuthority();
    const seal = await sealNow(0);
    await stamp(seal, authority);
    const token = await tokenOf(1);
    const certificate = new X509Certificate(authority.leaf).raw;
    const spoiled = Buffer.from(token);
    const end = token.indexOf(certificate) + certificate.length - 1;
    spoiled[end] = (spoiled[end] ?? 0) ^ 1;
    const { signature } = readBundle(Buffer.from(seal.bundle));
    expect(await checkToken(token, signature, [])).toMatchObject({ holds: true });
    expect(await checkToken(spoiled, signature, [])).toMatchObject({ holds: false, kind: 'bad-signature' });
  });

  test('shows that a seal claims an earlier time than it was made at', async () => {
    await using authority = await startAuthority();
    const seal = await sealNow(0, { now: () => new Date(Date.now() - 30 * 60_000) });
    await stamp(seal, authority);
    expect(await verify([authority.root])).toMatchObject({ ok: true });
    await using slow = await startAuthority({ clock: new Date(Date.now() + 2 * 3_600_000) });
    await stamp(await sealNow(1), slow);
    expect((await verify([])).problems).toMatchObject([{ kind: 'backdated', path: 'chain/0000000002.tsr' }]);
  });

  test('is not asked for when the seal is old, because it would contradict it', async () => {
    await using authority = await startAuthority();
    const seal = await sealNow(0, { now: () => new Date(Date.now() - 2 * 3_600_000) });
    expect(await stamp(seal, authority)).toBeNull();
    expect(authority.asked).toEqual([]);
  });

  test('can be checked with openssl', async () => {
    if (spawnSync('openssl', ['version']).error)
      return process.stderr.write('Not tested: there is no openssl.\n');
    await using authority = await startAuthority();
    const seal = await sealNow(0);
    await stamp(seal, authority);
    await writeFile(join(folder, 'signature'), readBundle(Buffer.from(seal.bundle)).signature);
    await writeFile(join(folder, 'root.pem'), authority.root);
    await writeFile(join(folder, 'leaf.pem'), authority.leaf);
    const line = 'ts -verify -data signature -in chain/0000000001.tsr -CAfile root.pem -untrusted leaf.pem';
    const checked = spawnSync('openssl', line.split(' '), { cwd: folder, encoding: 'utf8' });
    expect(`${checked.stdout}${checked.stderr}`).toContain('Verification: OK');
    return undefined;
  });
});

describe('an answer that does not hold is not kept', () => {
  test.each([
    ['an error', { answer: () => ({ status: 503, body: Buffer.alloc(0) }) }, '503'],
    [
      'not a token',
      { answer: () => ({ status: 200, body: Buffer.from('busy') }) },
      'not a time-stamping response',
    ],
    [
      'cut short',
      { answer: (token: Buffer) => ({ status: 200, body: token.subarray(0, -9) }) },
      'not a time-stamping',
    ],
    ['an answer to another question', { nonce: 12345 }, 'nonce'],
  ])('%s', async (_what, habits, words) => {
    await using authority = await startAuthority(habits);
    const stamped = stamp(await sealNow(0), authority);
    await expect(stamped).rejects.toMatchObject({
      code: 'timestamp',
      message: expect.stringContaining(words),
    });
    expect(await locker.read('chain/0000000001.tsr')).toBeNull();
  });

  test('by an authority that was not named', async () => {
    await using authority = await startAuthority();
    await using named = await startAuthority();
    const stamped = stamp(await sealNow(0), authority, [named.root]);
    await expect(stamped).rejects.toMatchObject({
      code: 'timestamp',
      message: expect.stringContaining('No trusted'),
    });
  });

  test('nor is a refused connection more than an error with the address', async () => {
    const authority = await startAuthority();
    await authority[Symbol.asyncDispose]();
    const stamped = stamp(await sealNow(0), authority);
    await expect(stamped).rejects.toMatchObject({
      code: 'timestamp',
      message: expect.stringContaining(authority.url),
    });
  });
});

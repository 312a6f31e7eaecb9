import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import type { Locker } from '../../../lib/locker/locker.ts';
import { readBundle } from '../../../lib/seal/bundle.ts';
import { openKeyFile } from '../../../lib/seal/key-file.ts';
import { type Seal, sealRun } from '../../../lib/seal/seal.ts';
import type { Signer } from '../../../lib/seal/signer.ts';
import { verifyLockerFolder } from '../../../lib/seal/verify/verify-locker.ts';
import { witnessSeal } from '../../../lib/seal/witness/witness-seal.ts';
import { collectNight, removeTemporary, sealInput, temporaryFolder } from '../nights.ts';
import { type Log, startLog } from './log.ts';

let folder: string;
let locker: Locker;
let signer: Signer;

beforeEach(async () => {
  folder = await temporaryFolder();
  locker = openFolderLocker(folder);
  signer = await openKeyFile(join(await temporaryFolder(), 'key.pem'));
});
afterAll(removeTemporary);

/** Made-up nights lie in the past; these are sealed now, as the log's clock says. */
async function sealNow(night: number): Promise<Seal> {
  await collectNight(locker, night);
  return await sealRun({ ...sealInput(locker, signer, night), nextDueBy: null, now: () => new Date() });
}

const enter = (seal: Seal, log: Log, now = new Date()) =>
  witnessSeal({
    locker,
    seal,
    witness: { url: log.url, version: 1 },
    logs: [log.key],
    publicKey: signer.publicKey,
    now: () => now,
  });

const verify = (witnessKeys: readonly string[]) =>
  verifyLockerFolder(folder, { trustedKeys: [signer.publicKey], witnessKeys });

const pathOf = (sequence: number) => `chain/000000000${sequence}.rekor.sigstore.json`;
const proofOf = async (sequence: number) => (await locker.read(pathOf(sequence)))?.toString('utf8') ?? '';

async function replace(path: string, text: string): Promise<void> {
  await rm(join(folder, path), { force: true });
  await writeFile(join(folder, path), text);
}

describe('a seal in a public log', () => {
  test('has a proof beside it, which is verified without the log', async () => {
    const log = await startLog();
    const seal = await sealNow(0);
    expect(await enter(seal, log)).toBe(pathOf(1));
    await log[Symbol.asyncDispose]();
    expect(await verify([log.key])).toMatchObject({ ok: true, problems: [] });
  });

  test('is entered with the hash of what was signed, the signature and the public key, and nothing else', async () => {
    await using log = await startLog();
    const seal = await sealNow(0);
    await enter(seal, log);
    const { signature, payload } = readBundle(Buffer.from(seal.bundle));
    const [sent = ''] = log.asked;
    expect(JSON.parse(sent)).toEqual({
      apiVersion: '0.0.1',
      kind: 'hashedrekord',
      spec: {
        data: { hash: { algorithm: 'sha256', value: expect.stringMatching(/^[0-9a-f]{64}$/) } },
        signature: {
          content: signature.toString('base64'),
          publicKey: { content: Buffer.from(signer.publicKey).toString('base64') },
        },
      },
    });
    expect(sent).not.toContain(payload.toString('base64').slice(0, 40));
  });

  test('is entered once, and an entry that is there already is taken', async () => {
    await using log = await startLog({ known: true });
    const seal = await sealNow(0);
    await enter(seal, log);
    await enter(seal, log);
    expect(log.asked).toHaveLength(1);
    expect(await verify([log.key])).toMatchObject({ ok: true });
  });

  test('is not entered long after it was made: what the log says of time would contradict it', async () => {
    await using log = await startLog();
    const seal = await sealNow(0);
    expect(await enter(seal, log, new Date(Date.now() + 2 * 3_600_000))).toBeNull();
    expect(log.asked).toEqual([]);
  });

  test.each<[string, (body: string) => { status: number; body: string }]>([
    ['no entry', () => ({ status: 201, body: '{}' })],
    ['an error', () => ({ status: 500, body: 'no' })],
    ['what is no JSON', () => ({ status: 201, body: '<html>' })],
    [
      'another entry',
      (body) => ({ status: 201, body: body.replace(/"integratedTime":\d/, '"integratedTime":9') }),
    ],
    ['two entries', (body) => ({ status: 201, body: body.replace(/^\{("\w+":)(.*)\}$/, '{$1$2,"b":$2}') })],
  ])('keeps no proof where the log answers %s', async (_, answer) => {
    await using log = await startLog({ answer });
    const seal = await sealNow(0);
    await expect(enter(seal, log)).rejects.toMatchObject({ code: 'witness' });
    expect(await proofOf(1)).toBe('');
  });

  test('by a log that is not trusted is named', async () => {
    await using log = await startLog();
    await enter(await sealNow(0), log);
    expect((await verify([])).problems).toMatchObject([{ kind: 'unknown-key', path: pathOf(1) }]);
  });

  test('that another was put in the place of is named, and so is a proof without a seal', async () => {
    await using log = await startLog();
    await enter(await sealNow(0), log);
    await sealNow(1);
    await replace(pathOf(2), await proofOf(1));
    await replace(pathOf(9), await proofOf(1));
    expect((await verify([log.key])).problems).toMatchObject([
      { kind: 'bad-signature', path: pathOf(2) },
      { kind: 'unlisted', path: pathOf(9) },
    ]);
  });

  test('is named by the next seal, so that one that is deleted or is another is noticed', async () => {
    await using log = await startLog();
    const seal = await sealNow(0);
    await enter(seal, log);
    await sealNow(1);
    expect(await verify([log.key])).toMatchObject({ ok: true, problems: [] });
    await rm(join(folder, pathOf(1)), { force: true });
    expect(await verify([log.key])).toMatchObject({
      ok: false,
      problems: [{ kind: 'missing', path: pathOf(1) }],
    });
    await replace(pathOf(1), '{}');
    expect(await verify([log.key])).toMatchObject({
      ok: false,
      problems: [{ kind: 'modified', path: pathOf(1) }],
    });
  });

  test('that the log had at another time than the seal says is named', async () => {
    const clock = new Date(Date.now() + 3 * 3_600_000);
    await using log = await startLog({ clock });
    await enter(await sealNow(0), log);
    expect((await verify([log.key])).problems).toMatchObject([{ kind: 'backdated', path: pathOf(1) }]);
  });

  test('has nothing in the signature of its tree that nobody reads', async () => {
    await using log = await startLog();
    await enter(await sealNow(0), log);
    const proof = await proofOf(1);
    // Whoever decodes base64 passes over what is none, as over the last bits where it ends within a byte.
    const changed = proof.replace(/(\\n\u2014 [^"\\]+)(?=\\n")/, '$1!');
    expect(changed).not.toBe(proof);
    await replace(pathOf(1), changed);
    expect((await verify([log.key])).problems).toMatchObject([{ kind: 'malformed', path: pathOf(1) }]);
  });

  test('has no byte in its proof that could be another', async () => {
    await using log = await startLog();
    await enter(await sealNow(0), log);
    const proof = await proofOf(1);
    for (let at = 0; at < proof.length; at += 41) {
      const other = proof[at] === 'A' ? 'B' : 'A';
      await replace(pathOf(1), `${proof.slice(0, at)}${other}${proof.slice(at + 1)}`);
      expect([at, proof.slice(at - 40, at + 10), (await verify([log.key])).ok]).toEqual([
        at,
        expect.anything(),
        false,
      ]);
    }
  });
});

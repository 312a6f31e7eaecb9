import { beforeAll, describe, expect, test } from '@jest/globals';
import { nightSealed } from '../../../lib/config/night-sealed.ts';
import { sealFunction } from '../../../lib/nightly/functions/seal.ts';
import { runNight } from '../../../lib/nightly/run.ts';
import { signatureOver } from '../../../lib/seal/bundle.ts';
import { chainHead } from '../../../lib/seal/chain.ts';
import { type PackageFacts, packageStatement } from '../../../lib/seal/package-statement.ts';
import type { Signer } from '../../../lib/seal/signer.ts';
import { ana, google, nightAt, type Scene, scene } from '../night.ts';

const now = new Date('2026-12-01T00:10:00Z');

let stage: Scene;
let key: Signer;
let facts: PackageFacts;
let signed: Buffer[];
let log: string[];

beforeAll(async () => {
  stage = await scene({ google: google(ana) });
  await runNight(await stage.context(nightAt(0)));
  const seal = await runNight(await stage.context(nightAt(1)));
  key = (await stage.context(nightAt(1))).signer;
  const head = await chainHead(stage.locker);
  facts = {
    manifest: 'a'.repeat(64),
    locker: 'Example',
    period: { from: '2026-11-20', to: '2026-11-21', timezone: 'UTC' },
    head: { sequence: 2, sha256: head?.sha256 ?? '' },
    packagedAt: '2026-12-01T00:00:00.000Z',
  };
  expect(seal).toBeDefined();
});

/** Calls the sealing function, with a key that keeps what it signs. */
async function ask(event: object) {
  signed = [];
  log = [];
  const watched: Signer = {
    ...key,
    async sign(bytes) {
      signed.push(bytes);
      return await key.sign(bytes);
    },
  };
  const environment = { EXHIBIT_LOCKER: stage.locker.location, EXHIBIT_SIGNING_KEY: 'key' };
  const means = { environment, now: () => now, write: (line: string) => void log.push(line) };
  return await sealFunction(means, async () => watched)(event as { package: PackageFacts });
}

describe('The sealing function', () => {
  test('signs the statement about a package that it makes itself, and writes nothing', async () => {
    const before = await stage.locker.list('');
    expect(await ask({ package: facts })).toEqual({ keyId: key.keyId, signature: expect.any(String) });
    const { payload } = await signatureOver(packageStatement(facts), key);
    expect(signed).toHaveLength(1);
    expect(signed[0]?.toString()).toMatch(/^DSSEv1 28 application\/vnd\.in-toto\+json \d+ /);
    expect(signed[0]?.subarray(-payload.length)).toEqual(payload);
    expect(JSON.parse(payload.toString())).toMatchObject({
      subject: [{ name: 'manifest.json', digest: { sha256: facts.manifest } }],
      predicateType: 'urn:exhibit:package:v1',
    });
    expect(await stage.locker.list('')).toEqual(before);
  });

  test('does not say of a package what the alarm for missing nights counts', async () => {
    await ask({ package: facts });
    expect(log.map((line) => JSON.parse(line).message)).toEqual(['The list of a package is signed.']);
    expect(log.join('')).not.toContain(nightSealed);
  });

  test('signs also when a night was sealed since the package was begun', async () => {
    const first = await stage.locker.read('chain/0000000001.sigstore.json');
    const { createHash } = await import('node:crypto');
    const sha256 = createHash('sha256')
      .update(first ?? '')
      .digest('hex');
    await expect(ask({ package: { ...facts, head: { sequence: 1, sha256 } } })).resolves.toBeDefined();
  });

  test.each<[string, (facts: PackageFacts) => object, string]>([
    ['a run besides', (package_) => ({ package: package_, run: nightAt(0) }), 'Unrecognized key: "run"'],
    [
      'a type of its own',
      (one) => ({ package: { ...one, predicateType: 'urn:exhibit:seal:v1' } }),
      'Unrecognized',
    ],
    ['a subject of its own', (one) => ({ package: { ...one, subject: [] } }), 'Unrecognized key: "subject"'],
    [
      'more in its period',
      (one) => ({ package: { ...one, period: { ...one.period, run: 'x' } } }),
      'Unrecognized',
    ],
    ['bytes', () => ({ package: 'RFNTRXYx' }), 'package: '],
    ['no hash', (one) => ({ package: { ...one, manifest: 'x' } }), 'package.manifest: is not a SHA-256'],
    [
      'a day that is none',
      (one) => ({ package: { ...one, period: { ...one.period, to: 'soon' } } }),
      'period.to',
    ],
    [
      'another head',
      (one) => ({ package: { ...one, head: { ...one.head, sha256: 'b'.repeat(64) } } }),
      'seal 2 of',
    ],
    ['a head to come', (one) => ({ package: { ...one, head: { ...one.head, sequence: 3 } } }), 'seal 3 of'],
    ['another locker', (one) => ({ package: { ...one, locker: 'Other' } }), 'its locker is another'],
    [
      'an earlier time',
      (one) => ({ package: { ...one, packagedAt: '2026-11-30T00:00:00Z' } }),
      'at this time',
    ],
    ['a later time', (one) => ({ package: { ...one, packagedAt: '2026-12-01T00:12:00Z' } }), 'at this time'],
  ])('signs nothing for a package with %s', async (_, event, words) => {
    await expect(ask(event(facts))).rejects.toThrow(words);
    await expect(ask(event(facts))).rejects.toMatchObject({ name: 'EventError' });
    expect(signed).toEqual([]);
  });
});

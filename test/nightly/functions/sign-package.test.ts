import { beforeAll, describe, expect, test } from '@jest/globals';
import { nightSealed } from '../../../lib/config/night-sealed.ts';
import { type SealParts, sealFunction } from '../../../lib/nightly/functions/seal.ts';
import { readBundle } from '../../../lib/seal/bundle.ts';
import type { PackageFacts } from '../../../lib/seal/package-statement.ts';
import type { Signer } from '../../../lib/seal/signer.ts';
import { ana, google, nightAt, type Scene, scene } from '../night.ts';

const place = `manifests/${'a'.repeat(64)}.json`;
const facts: PackageFacts = {
  manifest: 'b'.repeat(64),
  locker: 'Example',
  period: { from: '2026-11-20', to: '2026-11-21', timezone: 'UTC' },
  head: { sequence: 2, sha256: 'c'.repeat(64) },
  packagedAt: '2026-12-01T00:00:00.000Z',
};

let stage: Scene;
let key: Signer;
let signed: Buffer[];
let log: string[];

beforeAll(async () => {
  stage = await scene({ google: google(ana) });
  key = (await stage.context(nightAt(0))).signer;
});

/** Calls the sealing function, with a key that keeps what it signs. */
async function ask(event: object, parts: Partial<SealParts> = { packageToSign: async () => facts }) {
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
  const means = { environment, write: (line: string) => void log.push(line) };
  return await sealFunction(means, { openSigner: async () => watched, ...parts })(
    event as { package: string },
  );
}

describe('The sealing function', () => {
  test('signs the statement about a package that it makes itself of what was read, and writes nothing', async () => {
    const before = await stage.locker.list('');
    const asked: unknown[] = [];
    const { bundle } = await ask(
      { package: place },
      {
        packageToSign: async (...words) => {
          asked.push(words.slice(0, 2));
          return { ...facts, ...{ predicateType: 'urn:exhibit:seal:v1', subject: [] } };
        },
      },
    );
    expect(asked).toEqual([[place, expect.objectContaining({ keyId: key.keyId, publicKey: key.publicKey })]]);
    const { payload, keyId } = readBundle(Buffer.from(bundle));
    const { manifest, ...predicate } = facts;
    expect([keyId, signed.length, JSON.parse(payload.toString())]).toEqual([
      key.keyId,
      1,
      {
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: 'manifest.json', digest: { sha256: manifest } }],
        predicateType: 'urn:exhibit:package:v1',
        predicate,
      },
    ]);
    expect(await stage.locker.list('')).toEqual(before);
  });

  test('does not say of a package what the alarm for missing nights counts', async () => {
    await ask({ package: place });
    expect(log.map((line) => JSON.parse(line).message)).toEqual(['The list of a package is signed.']);
    expect(log.join('')).not.toContain(nightSealed);
  });

  test.each<[string, object, string]>([
    ['a run besides', { package: place, run: nightAt(0) }, 'Unrecognized key: "run"'],
    ['a statement besides', { package: place, statement: {} }, 'Unrecognized key: "statement"'],
    ['facts', { package: facts }, 'package: '],
    ['bytes', { package: 'RFNTRXYx' }, 'package: is not the key of a manifest'],
    ['a key elsewhere', { package: `manifests/../${place}` }, 'package: is not the key of a manifest'],
    ['a key of evidence', { package: 'runs/2026-11-20T02-00-00Z/plan.json' }, 'is not the key of a manifest'],
  ])('signs nothing where it is told %s', async (_, event, words) => {
    await expect(ask(event)).rejects.toMatchObject({
      name: 'EventError',
      message: expect.stringContaining(words),
    });
    expect(signed).toEqual([]);
  });

  test('signs no package where nobody can read one', async () => {
    await expect(ask({ package: place }, {})).rejects.toThrow('Packages are not signed here.');
    expect(signed).toEqual([]);
  });
});

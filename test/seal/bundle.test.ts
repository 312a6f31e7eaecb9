import { createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { canonicalDocument, canonicalText } from '../../lib/evidence/canonical.ts';
import { readBundle, signStatement } from '../../lib/seal/bundle.ts';
import { SealError } from '../../lib/seal/error.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import { holds } from '../../lib/seal/public-key.ts';
import type { Signer } from '../../lib/seal/signer.ts';
import { makeStatement, readStatement, saysMore } from '../../lib/seal/statement.ts';
import { predicate, removeTemporary, temporaryFolder } from './nights.ts';

const statement = makeStatement('a'.repeat(64), predicate);
let signer: Signer;
let text: string;

beforeAll(async () => {
  signer = await openKeyFile(join(await temporaryFolder(), 'key.pem'));
  text = await signStatement(statement, signer);
});
afterAll(removeTemporary);

/** Checks a bundle with Sigstore's own library and nothing of this project. */
function verifyWithSigstore(bundle: string, publicKey: string): void {
  const roots = {
    mediaType: '',
    certificateAuthorities: [],
    timestampAuthorities: [],
    tlogs: [],
    ctlogs: [],
  };
  const trust = toTrustMaterial(roots, () => ({
    publicKey: createPublicKey(publicKey),
    validFor: () => true,
  }));
  const thresholds = { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 };
  new Verifier(trust, thresholds).verify(toSignedEntity(bundleFromJSON(JSON.parse(bundle))));
}

function isWhole(bytes: Buffer): boolean {
  try {
    const envelope = readBundle(bytes);
    return envelope.keyId === signer.keyId && holds(envelope.signed, envelope.signature, signer.publicKey);
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}

describe('a seal', () => {
  test('is a Sigstore bundle that Sigstore verifies', () => {
    expect(JSON.parse(text).mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json');
    expect(() => verifyWithSigstore(text, signer.publicKey)).not.toThrow();
  });

  test('is not one with anything beside it in its bundle, which its signature does not cover', () => {
    const bundle = JSON.parse(text);
    bundle.verificationMaterial.timestampVerificationData = {
      rfc3161Timestamps: [{ signedTimestamp: 'AAAA' }],
    };
    expect(isWhole(Buffer.from(canonicalDocument(bundle)))).toBe(false);
    expect(isWhole(Buffer.from(text))).toBe(true);
  });

  test('says one thing only: a field that stands twice, or is spelled otherwise, is none', () => {
    const said = canonicalText(statement);
    expect(readStatement(Buffer.from(said))).toEqual(statement);
    for (const other of [said.replace('"status":', '"status":"failed","status":'), ` ${said}`])
      expect(() => readStatement(Buffer.from(other))).toThrow(SealError);
  });

  test('that says more than this version writes can be told', () => {
    const said = Buffer.from(canonicalText({ ...statement, predicate: { ...predicate, auditedBy: 'x' } }));
    expect([saysMore(said), saysMore(Buffer.from(canonicalText(statement)))]).toEqual([true, false]);
  });

  test('is refused by Sigstore when its payload was changed, or under another key', async () => {
    const bundle = JSON.parse(text);
    bundle.dsseEnvelope.payload = Buffer.from('{}').toString('base64');
    const stranger = await openKeyFile(join(await temporaryFolder(), 'key.pem'));
    expect(() => verifyWithSigstore(JSON.stringify(bundle), signer.publicKey)).toThrow(
      'signature verification failed',
    );
    expect(() => verifyWithSigstore(text, stranger.publicKey)).toThrow('signature verification failed');
  });

  test('gives back its statement, and is one line', () => {
    expect(readStatement(readBundle(Buffer.from(text)).payload)).toEqual(statement);
    expect(text.indexOf('\n')).toBe(text.length - 1);
  });

  test('is far smaller than what KMS signs in one piece', () => {
    expect(readBundle(Buffer.from(text)).signed.length).toBeLessThan(2048);
  });

  test('that would be larger is not signed', async () => {
    const large = { ...predicate, origin: { locker: 'x'.repeat(4096) } };
    const signed = signStatement(makeStatement('a'.repeat(64), large), signer);
    await expect(signed).rejects.toMatchObject({ code: 'too-large' });
  });

  test('with any one bit changed is malformed, or its signature does not hold', () => {
    const bytes = Buffer.from(text);
    const unseen: string[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const spoiled = Buffer.from(bytes);
      spoiled[bit >> 3] = (spoiled[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if (isWhole(spoiled)) unseen.push(spoiled.toString());
    }
    expect(unseen).toEqual([]);
  });

  test.each([
    ['a space more', (bundle: string) => ` ${bundle}`],
    ['an unknown field', (bundle: string) => bundle.replace('{', '{"a":1,')],
    [
      'other base64 for the same bytes',
      (bundle: string) => bundle.replaceAll('/', '_').replaceAll('+', '-').replace('=', ''),
    ],
    ['two names for the key', (bundle: string) => bundle.replace('"hint":"', '"hint":"0')],
    [
      'a certificate',
      (bundle: string) => bundle.replace(/"publicKey":\{[^}]*\}/, '"certificate":{"rawBytes":"AAAA"}'),
    ],
    ['no signature', (bundle: string) => bundle.replace(/"signatures":\[.*?\]/, '"signatures":[]')],
    ['no JSON', () => 'seal'],
  ])('in any other form is malformed: %s', (_what, change) => {
    expect(change(text)).not.toBe(text);
    expect(() => readBundle(Buffer.from(change(text)))).toThrow(
      expect.objectContaining({ code: 'malformed' }),
    );
  });
});

describe('a statement', () => {
  test.each([
    ['another subject', { ...statement, subject: [{ name: 'x', digest: { sha256: 'a'.repeat(64) } }] }],
    ['another predicate type', { ...statement, predicateType: 'urn:other' }],
    ['no run', { ...statement, predicate: { ...predicate, run: undefined } }],
    ['a time in words', { ...statement, predicate: { ...predicate, sealedAt: 'yesterday' } }],
    ['sequence 0', { ...statement, predicate: { ...predicate, sequence: 0 } }],
  ])('with %s is malformed', (_what, value) => {
    const read = () => readStatement(Buffer.from(JSON.stringify(value)));
    expect(read).toThrow(expect.objectContaining({ code: 'malformed' }));
  });
});

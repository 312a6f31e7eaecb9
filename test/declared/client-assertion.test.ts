import { generateKeyPairSync, verify } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { clientAssertion } from '../../lib/declared/collect/client-assertion.ts';
import { readCredential } from '../../lib/declared/collect/credential.ts';
import { okta } from '../../lib/providers/okta/declaration.ts';

const now = new Date('2026-11-23T02:00:00Z');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' });

test.each([
  ['an RSA key as PEM', pem, rsa.publicKey, 'RS256'],
  ['an RSA key as JSON', rsa.privateKey.export({ format: 'jwk' }), rsa.publicKey, 'RS256'],
  ['a P-256 key as JSON', curve.privateKey.export({ format: 'jwk' }), curve.publicKey, 'ES256'],
])('A client signs with %s', (_, privateKey, key, alg) => {
  const credential = readCredential(okta, JSON.stringify({ clientId: 'c', privateKey, keyId: 'k' }));
  const assertion = clientAssertion(credential, 'https://a.example', now);
  const [header = '', claims = '', signature = ''] = assertion.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect(read(header)).toEqual({ alg, typ: 'JWT', kid: 'k' });
  const exp = now.getTime() / 1000 + 300;
  expect(read(claims)).toMatchObject({ iss: 'c', sub: 'c', aud: 'https://a.example', exp });
  const signed = Buffer.from(`${header}.${claims}`);
  const form = { key, dsaEncoding: 'ieee-p1363' } as const;
  expect(verify('SHA256', signed, form, Buffer.from(signature, 'base64url'))).toBe(true);
});

test.each([
  ['no client', { privateKey: pem }],
  ['no key', { clientId: 'c' }],
  ['a secret in its place', { clientId: 'c', clientSecret: 'not-to-be-said' }],
])('A credential with %s is refused, and not quoted', (_, given) => {
  const read = () => readCredential(okta, JSON.stringify(given));
  expect(read).toThrow(/^(?!.*not-to-be-said).*“clientId” and “privateKey”/);
});

test('A key that is none is refused, and not quoted', () => {
  const credential = readCredential(okta, JSON.stringify({ clientId: 'c', privateKey: 'not-to-be-said' }));
  const sign = () => clientAssertion(credential, 'https://a.example', now);
  expect(sign).toThrow(/^(?!.*not-to-be-said)The private key in the credential cannot be used/);
});

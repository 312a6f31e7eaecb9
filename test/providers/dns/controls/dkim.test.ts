import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { judge, rsaKeys } from './mail.ts';

const at = (...texts: string[]) => judge({ 's1._domainkey.acme.example': texts });
const p = rsaKeys[2048].slice('v=DKIM1; k=rsa; p='.length);
const ed25519 = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' });
const raw = ed25519.subarray(-32).toString('base64');
const bare = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
  format: 'der',
  type: 'pkcs1',
});
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
  format: 'der',
  type: 'spki',
});

describe('A DKIM key that mail servers take passes', () => {
  test.each([
    ['with its defaults', `p=${p}`],
    ['of Ed25519, 32 bytes', `v=DKIM1; k=ed25519; p=${raw}`],
    ['for this domain alone', `v=DKIM1; t=s; p=${p}`],
    ['for mail among others', `v=DKIM1; s=tlsrpt : email; p=${p}`],
    ['with SHA-256 among its hashes', `v=DKIM1; h=sha1:sha256; p=${p}`],
    ['with white space in it', `v=DKIM1; k=rsa;\tp=${p.slice(0, 40)} ${p.slice(40)} ; n=note`],
    ['in the bare form', `v=DKIM1; p=${bare.toString('base64')}`],
  ])('%s', (_, text) => {
    expect(at('unrelated', text)).toMatchObject({ verdict: 'pass', reason: '' });
  });

  test('also with 1,024 bits of RSA, of which it says that 2,048 are asked for', () => {
    expect(at(rsaKeys[1024])).toMatchObject({
      verdict: 'pass',
      reason:
        'At s1._domainkey.acme.example is an RSA key of 1024 bits, which still counts; RFC 8301 asks for 2048.',
    });
  });
});

describe('What is no DKIM key fails', () => {
  test.each([
    ['revoked', 'v=DKIM1; p=', 'the key is revoked'],
    ['without p=', 'v=DKIM1', 'there is none'],
    ['p=TODO', 'v=DKIM1; k=rsa; p=TODO', 'p= holds no RSA key'],
    ['a placeholder', 'v=DKIM1; p=<the key>', 'no key in base64'],
    ['base64 that is no key', 'v=DKIM1; p=MIIB', 'p= holds no RSA key'],
    ['cut short', `v=DKIM1; p=${p.slice(0, 200)}`, 'p= holds no RSA key'],
    ['a key of another kind', `v=DKIM1; k=rsa; p=${curve.toString('base64')}`, 'p= holds no RSA key'],
    [
      'Ed25519 in its long form',
      `v=DKIM1; k=ed25519; p=${ed25519.toString('base64')}`,
      '32 bytes, and p= holds 44',
    ],
    ['RSA said to be Ed25519', `v=DKIM1; k=ed25519; p=${p}`, '32 bytes'],
    ['another version', `v=DKIM2; p=${p}`, 'v=DKIM2 is not DKIM1'],
    ['the version behind', `p=${p}; v=DKIM1`, 'does not come first'],
    ['a test', `v=DKIM1; t=s:y; p=${p}`, 'marked as a test'],
    ['a tag twice', `v=DKIM1; p=${p}; p=`, 'given twice'],
    ['not for mail', `v=DKIM1; s=tlsrpt; p=${p}`, 'not for mail'],
    ['SHA-1 alone', `v=DKIM1; h=sha1; p=${p}`, 'no hash that still counts'],
    ['a tag in capitals', `v=DKIM1; P=${p}`, 'there is none'],
    ['a part that is no tag', `v=DKIM1; p=${p}; stray`, 'cannot be read'],
    ['anything', 'anything', 'there is none'],
  ])('%s', (_, text, reason) => {
    expect(at(text)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining(reason) });
  });

  test('as does an RSA key of 512 bits, with which others can sign, even beside a good one', () => {
    const reason = expect.stringContaining('RSA key of 512 bits');
    expect(at(rsaKeys[512])).toMatchObject({ verdict: 'fail', reason });
    const beside = {
      's1._domainkey.acme.example': [rsaKeys[2048]],
      's2._domainkey.acme.example': [rsaKeys[512]],
    };
    expect(judge(beside, 'acme.example', ['s1', 's2'])).toMatchObject({ verdict: 'fail', reason });
  });
});

describe('DKIM', () => {
  test('needs a key at one of the selectors', () => {
    const of = (first: string[] | null, second: string[] | null) =>
      judge({ 's1._domainkey.acme.example': first, 's2._domainkey.acme.example': second }, 'acme.example', [
        's1',
        's2',
      ]).verdict;
    expect(of([], [rsaKeys[2048]])).toBe('pass');
    expect(of([], [])).toBe('fail');
    expect(of([], null)).toBe('unknown');
    expect(of([rsaKeys[2048]], null)).toBe('unknown');
  });

  test('is unknown where no selector is named', () => {
    expect(judge({}, 'acme.example', [])).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('names no selector'),
    });
  });

  test('is unknown for a kind of key that is not known, and for two keys in one place', () => {
    expect(at(`v=DKIM1; k=newer; p=${p}`).verdict).toBe('unknown');
    expect(at(rsaKeys[2048], rsaKeys[1024])).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('more than one'),
    });
  });
});

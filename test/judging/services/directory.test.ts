import { describe, expect, test } from '@jest/globals';
import { directoryEntry, indexed } from '../../../lib/judging/services/directory.ts';
import { domainMatcher } from '../../../lib/judging/services/match.ts';
import { service } from '../../controls/services/world.ts';

describe('the 2FA Directory', () => {
  test('knows what is somebody’s first domain before what is additional to others', () => {
    expect(directoryEntry('degiro.nl')?.domain).toBe('degiro.nl');
    expect(directoryEntry('1password.eu')?.domain).toBe('1password.com');
    expect(directoryEntry('vercel.com')).toBeNull();
  });

  test('gives none of several for a domain that is additional to all of them', () => {
    expect(directoryEntry('nordaccount.com')).toBeNull();
    const one = { name: 'A', domain: 'a.example', additionalDomains: ['c.example'], methods: [] };
    const { additional } = indexed([one, { ...one, domain: 'b.example' }]);
    expect(additional.get('c.example')).toBeNull();
  });

  test('is read whole', () => {
    expect(directoryEntry('1password.com')?.methods).toEqual([
      'totp',
      'u2f',
      'custom-hardware',
      'custom-software',
    ]);
    expect(directoryEntry('grafana.com')?.methods).toEqual([]);
  });
});

test('a domain is that of the nearest registered one above it, and of none beside it', () => {
  const find = domainMatcher([
    service('A', { domain: 'a.example' }),
    service('B', { domain: 'b.a.example' }),
  ]);
  expect(
    ['a.example', 'x.a.example', 'x.b.a.example', 'nota.example', 'example'].map((one) => find(one)?.name),
  ).toEqual(['A', 'A', 'B', undefined, undefined]);
});

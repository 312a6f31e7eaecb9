import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { setup } from '../../../lib/providers/bitwarden/collect/setup.ts';
import { basesOf, settings } from '../../../lib/providers/bitwarden/settings.ts';

const read = (given: object) => settings().safeParse(given);

describe('the settings of a Bitwarden connection', () => {
  test('say where the organization is: one of two regions, or a server of its own', () => {
    for (const given of [{}, { region: 'com' }, { region: 'eu' }]) expect(read(given).data).toEqual(given);
    expect(read({ server: ' https://vault.acme.example/bw/ ' }).data).toEqual({
      server: 'https://vault.acme.example/bw',
    });
  });

  test.each<[string, object]>([
    ['another region', { region: 'us' }],
    ['both at once', { region: 'eu', server: 'https://vault.acme.example' }],
    ['a server without encryption', { server: 'http://vault.acme.example' }],
    ['a server with a name in it', { server: 'https://ana:word@vault.acme.example' }],
    ['a server with a query', { server: 'https://vault.acme.example/?a=b' }],
    ['a key that is unknown', { organization: 'acme' }],
  ])('are not %s', (_, given) => {
    expect(read(given).success).toBe(false);
  });

  test.each([
    [{}, null, 'https://api.bitwarden.com', 'https://identity.bitwarden.com'],
    [{ region: 'eu' as const }, null, 'https://api.bitwarden.eu', 'https://identity.bitwarden.eu'],
    [{ region: 'eu' as const }, 'http://127.0.0.1:1', 'http://127.0.0.1:1', 'http://127.0.0.1:1'],
    [{ server: 'https://v.example' }, null, 'https://v.example/api', 'https://v.example/identity'],
    [
      { server: 'https://v.example/bw' },
      'http://127.0.0.1:1',
      'http://127.0.0.1:1/bw/api',
      'http://127.0.0.1:1/bw/identity',
    ],
  ])('%j, asked at %s, has its API at %s and its tokens at %s', (given, endpoint, api, identity) => {
    expect(basesOf(given, endpoint)).toEqual({ api, identity });
  });
});

test('The example of the set-up is a connection, and the set-up says that the key does not only read', () => {
  const [{ id, provider, credentials, ...own }] = parse(setup.example);
  expect([id, provider, credentials]).toEqual(['bitwarden', 'bitwarden', 'env:BITWARDEN_CREDENTIALS']);
  expect(read(own).success).toBe(true);
  expect(setup.steps.join(' ')).toContain('no key that only reads');
});

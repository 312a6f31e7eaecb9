import { describe, expect, test } from '@jest/globals';
import { checkCases } from './cases.ts';
import { changed, errorOf, faultsOf, parse } from './fixtures.ts';

describe('in a connection, a fault is', () => {
  const [one, two, three] = ['connections[0]', 'connections[1]', 'connections[2]'];
  const account = 'account: ACME';
  checkCases([
    [
      'no id',
      '- id: code\n    provider: github',
      '- ▸provider: github',
      `missing-key ${three}.id: is missing`,
    ],
    ['an id in capitals', 'id: vaults', 'id: ▸Vaults', `invalid-id ${two}.id: cannot name a folder`],
    ['an id that leaves the folder', 'id: vaults', 'id: ▸../x', `invalid-id ${two}.id: cannot name a folder`],
    [
      'an id of 64 letters',
      'id: vaults',
      `id: ▸${'a'.repeat(64)}`,
      `invalid-id ${two}.id: cannot name a folder`,
    ],
    ['an id that is there already', 'id: vaults', 'id: ▸google', `duplicate ${two}.id: is on line 7 already`],
    [
      'no provider',
      'id: vaults\n    provider: onepassword',
      '▸id: vaults',
      `missing-key ${two}.provider: is missing`,
    ],
    [
      'an unknown provider',
      'google-workspace',
      '▸okta',
      `unknown-provider ${one}.provider: there is no such`,
    ],
    ['patience without end', 'patience: 30', 'patience: ▸3601', `invalid-value ${two}.patience: is too high`],
    ['patience below nothing', 'patience: 30', 'patience: ▸-1', `invalid-value ${two}.patience: is too low`],
    ['patience in words', 'patience: 30', 'patience: ▸long', `invalid-value ${two}.patience: is text`],
    [
      'a key of another provider',
      account,
      `${account}\n    ▸org: x`,
      `unknown-key ${two}.org: this key is not`,
    ],
    [
      'a mistyped key',
      'endpoint:',
      '▸endpiont:',
      `unknown-key ${one}.endpiont: this key is not known — did you`,
    ],
    [
      'a key that a lax schema drops',
      'org: acme',
      'org: acme\n    ▸orgs: x',
      `unknown-key ${three}.orgs: this key`,
    ],
    [
      'a choice that is none',
      account,
      `${account}\n    region: ▸us`,
      `invalid-value ${two}.region: is not known`,
    ],
    [
      'what the provider objects to',
      'admin@acme',
      '▸admin',
      `invalid-value ${one}.subject: must be an address`,
    ],
    ['a text', '- id: vaults', '- ▸text\n  - id: vaults', 'invalid-value connections[1]: is text'],
  ]);

  test('no credentials, where the provider needs them', () => {
    expect(faultsOf(changed('    credentials: env:GOOGLE_CREDENTIALS\n', ''))).toMatchObject([
      { code: 'missing-credentials', line: 7, column: 5, path: 'connections[0].credentials' },
    ]);
    expect(faultsOf(changed('env:GOOGLE_CREDENTIALS', ''))).toMatchObject([
      { code: 'missing-credentials', line: 9 },
    ]);
  });

  test('a key that another key asks for', () => {
    expect(faultsOf(changed('account: ACME', 'account: ACME\n    source: export'))).toMatchObject([
      {
        code: 'missing-key',
        line: 12,
        column: 5,
        path: 'connections[1].file',
        message: 'is missing — name the export',
      },
    ]);
  });

  test('an unknown provider, and the known ones are listed', () => {
    const { message } = errorOf(changed('google-workspace', 'okta'));
    expect(message).toContain('google-workspace, onepassword, github, aws');
  });
});

test('credentials may be left out where the provider needs none', () => {
  const text = changed(
    'connections:\n',
    'connections:\n  - { id: aws, provider: aws, account: "123456789012" }\n',
  );
  expect(parse(text).connections[0]).toEqual({
    id: 'aws',
    provider: 'aws',
    credentials: null,
    endpoint: null,
    patience: 120,
    settings: { account: '123456789012' },
  });
});

test('an id of 63 letters is the longest', () => {
  expect(parse(changed('id: vaults', `id: ${'a'.repeat(63)}`)).connections[1]?.id).toHaveLength(63);
});

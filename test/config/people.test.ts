import { describe, expect, test } from '@jest/globals';
import { checkCases } from './cases.ts';
import { changed, parse } from './fixtures.ts';

describe('about people, a fault is', () => {
  const [first, second] = ['people.identities[0]', 'people.identities[1]'];
  const ana = 'code: ana-gh';
  checkCases([
    [
      'a source that is none',
      'source: google',
      'source: ▸gogle',
      'unknown-connection people.source: there is no',
    ],
    ['no address', 'Ana@Acme.example', '▸Ana', `invalid-address ${first}.person: is not an e-mail address`],
    ['an account at no connection', ana, '▸cod: ana', `unknown-connection ${first}.cod: there is no such`],
    [
      'a login in digits',
      'ana-gh',
      '▸42',
      `invalid-value ${first}.code: is a number — write text, in quotes`,
    ],
    [
      'a person twice',
      ana,
      `${ana}\n    - person: ▸ANA@acme.example\n      aws: ana`,
      `duplicate ${second}.person: is on line 24 already`,
    ],
    [
      'an account of two people',
      ana,
      `${ana}\n    - person: ben@acme.example\n      code: ▸Ana-gh`,
      `duplicate ${second}.code: is on line 25 already`,
    ],
  ]);
});

describe('about vaults and shared accounts, a fault is', () => {
  const [member, group] = ['vaults[0].members[1]', 'vaultGroups.Publishers'];
  checkCases([
    [
      'a vault twice',
      'sharedAccounts:',
      '  - name: ▸NPM Publishing\n    members: []\nsharedAccounts:',
      'duplicate vaults[1].name: is on line 27 already',
    ],
    ['a member twice', 'ben@acme.example', '▸ANA@acme.example', `duplicate ${member}: is on line 28 already`],
    [
      'a member without an address',
      'ben@acme.example',
      '▸Ben',
      `invalid-address ${member}: is not an e-mail`,
    ],
    [
      'everyone twice',
      '[Ana@acme.example, ben@acme.example]',
      '[everyone, ▸Everyone]',
      `duplicate ${member}: is on line 28 already`,
    ],
    [
      'a text in place of a list',
      'members: [Ana@acme.example, ben@acme.example]',
      'members: ▸all of us',
      'invalid-value vaults[0].members: is text',
    ],
    [
      'no members',
      '\nsharedAccounts:',
      '\n  - ▸name: x\nsharedAccounts:',
      'missing-key vaults[1].members: is',
    ],
    [
      'an account elsewhere',
      'connection: code',
      'connection: ▸cod',
      'unknown-connection sharedAccounts[0].connection: there',
    ],
    [
      'a shared account twice',
      'vaultGroups:',
      '  - name: ▸NPM organization\nvaultGroups:',
      'duplicate sharedAccounts[1].name: is on line 30 already',
    ],
    [
      'a group without an address',
      'Publishers@acme.example',
      '▸all',
      `invalid-address ${group}: is not an e-mail`,
    ],
  ]);
});

describe('a vault may be for everyone', () => {
  test.each([
    ['everyone', ['everyone']],
    ['Everyone', ['everyone']],
    ['[everyone]', ['everyone']],
    ['[everyone, Eva@other.example]', ['everyone', 'eva@other.example']],
    ['[]', []],
  ])('written as %s', (written, members) => {
    const { vaults } = parse(changed('[Ana@acme.example, ben@acme.example]', written)).settings;
    expect(vaults[0]).toEqual({ name: 'npm publishing', members });
  });
});

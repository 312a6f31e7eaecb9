import { describe, expect, test } from '@jest/globals';
import { type Case, checkCases } from './cases.ts';
import { changed, faultsOf, parse } from './fixtures.ts';

const entry = '{ path: policies/access.md, repository: handbook }';
const withKeys = (keys: string) => entry.replace(' }', `, ${keys} }`);
const listing = (entries: string): readonly [from: string, to: string] => [
  '\ntrustedKeys:',
  `\npolicies: [${entries}]\ntrustedKeys:`,
];

describe('about policy documents, a fault is', () => {
  const fault = (what: string, entries: string, words: string): Case => [what, ...listing(entries), words];
  const path = (given: string) => `{ path: ▸${given}, repository: handbook }`;
  const repository = (given: string) => `{ path: access.md, repository: ▸${given} }`;
  const notPath = 'invalid-path policies[0].path: is not a path';
  const notRepository = 'invalid-repository policies[0].repository: is not a repository';
  checkCases([
    fault('a path from the root', path('/access.md'), notPath),
    fault('a path upwards', path('../access.md'), notPath),
    fault('a path with a gap', path('policies//access.md'), notPath),
    fault('a repository’s address', repository('git@code:handbook'), notRepository),
    fault('a repository upwards', repository('../x'), notRepository),
    fault(
      'no such connection',
      withKeys('connection: ▸cod'),
      'unknown-connection policies[0].connection: there is no such',
    ),
    fault(
      'a connection without documents',
      withKeys('connection: ▸vaults'),
      'unknown-connection policies[0].connection: holds no documents',
    ),
    fault('an unknown key', withKeys('▸owners: [ana]'), 'unknown-key policies[0].owners'),
    fault(
      'a document twice',
      `${entry}, { path: ▸Policies/Access.md, repository: Handbook }`,
      'duplicate policies[1].path: is on line',
    ),
  ]);

  test('a connection that is not named where there are two, or none', () => {
    const listed = changed(...listing(entry));
    const two = listed.replace(
      'people:',
      '  - { id: more, provider: github, credentials: env:X, org: b }\npeople:',
    );
    expect(faultsOf(two)).toMatchObject([
      { code: 'unknown-connection', path: 'policies[0]', message: expect.stringContaining('code, more') },
    ]);
    const named = two.replace(entry, withKeys('connection: more'));
    expect(parse(named).settings.policies[0]?.connection).toBe('more');
    const none = listed.replace('provider: github', 'provider: aws').replace('org: acme', 'account: "1"');
    expect(faultsOf(none)).toContainEqual(
      expect.objectContaining({
        path: 'policies[0]',
        message: expect.stringContaining('no connection that holds'),
      }),
    );
  });
});

test('documents are read with the connection that can hold them', () => {
  const given = withKeys('branch: main, owner: CTO');
  expect(parse(changed(...listing(given))).settings.policies).toEqual([
    { branch: 'main', connection: 'code', owner: 'CTO', path: 'policies/access.md', repository: 'handbook' },
  ]);
});

test('a section that is commented out lists nothing', () => {
  expect(parse(changed('\ntrustedKeys:', '\npolicies:\ntrustedKeys:')).settings.policies).toEqual([]);
});

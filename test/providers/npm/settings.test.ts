import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { account, members, packages } from '../../../lib/evidence/datasets/npm.ts';
import { isFragmentOf } from '../../../lib/providers/npm/collect/credential.ts';
import { setup } from '../../../lib/providers/npm/collect/setup.ts';
import { settings } from '../../../lib/providers/npm/settings.ts';

test('the organization is named with or without its @', () => {
  expect(settings().parse({ org: 'acme' })).toEqual({ org: 'acme' });
  expect(settings().parse({ org: ' @acme ' })).toEqual({ org: 'acme' });
});

test.each([[{}], [{ org: '' }], [{ org: 'acme/sdk' }], [{ org: '@' }], [{ org: 'acme', team: 'x' }]])(
  'settings are refused as %j',
  (given) => {
    expect(settings().safeParse(given).success).toBe(false);
  },
);

test('the example is a connection, and everything that is asked for only reads', () => {
  const [{ id, provider, credentials, ...own }] = parse(setup.example);
  expect([id, provider, credentials]).toEqual(['npm', 'npm', 'env:NPM_TOKEN']);
  expect(settings().safeParse(own).success).toBe(true);
  for (const scope of setup.scopes) expect(scope).toMatch(/: (read-only|no access)/);
});

test('records count by role, by permission and by whether tokens could be seen', () => {
  expect(members.strata({ name: 'ana', role: 'owner' })).toEqual(['owner']);
  expect(members.strata({ name: 'ana', role: null })).toEqual(['unknown-role']);
  expect(packages.strata({ access: null, name: 'x' })).toEqual(['unknown-access']);
  expect(account.strata({ name: null, tokens: null })).toEqual(['tokens-not-visible']);
  expect(account.strata({ name: null, tokens: [] })).toEqual(['tokens-visible']);
});

test('a fragment is told from others’, and from too little', () => {
  expect(isFragmentOf('npm_aBcD...7890', 'npm_aBcDefgh7890')).toBe(true);
  for (const other of ['npm_aBcX...7890', 'npm_aBcD...7891', 'n...0', 'npm_aBcD', '...7890', null, 7])
    expect(isFragmentOf(other, 'npm_aBcDefgh7890')).toBe(false);
});

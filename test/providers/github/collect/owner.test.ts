import { afterEach, describe, expect, test } from '@jest/globals';
import { mixed, secure } from '../acme.ts';
import { closeAll, codes, collect, lists, twoFactor } from '../collecting.ts';
import { collectScripted } from '../scripted-organization.ts';

afterEach(closeAll);

const unknown = { Ana: null, ben: null, cem: null };

describe('filters that name nobody are not believed', () => {
  const organization = { id: 1, login: 'Acme', type: 'Organization' };
  test.each<[string, object | null]>([
    ['hides the requirement', organization],
    ['has no word on the requirement', { ...organization, two_factor_requirement_enabled: null }],
    ['says it in another form', { ...organization, two_factor_requirement_enabled: 'yes' }],
    ['is another one', { ...organization, login: 'acme-labs', two_factor_requirement_enabled: true }],
    ['is not shown', null],
  ])('where the organization %s', async (_what, answered) => {
    const { members, outside } = await collectScripted(secure, answered);
    expect(twoFactor(members)).toEqual(unknown);
    expect(outside.rows.map((row) => row.twoFactor)).toEqual([null]);
    expect([codes(members), codes(outside)]).toEqual([['not-visible'], ['not-visible']]);
  });

  test('but whom they name is, all the same', async () => {
    const { members, outside } = await collectScripted(mixed, organization);
    expect(twoFactor(members)).toEqual({ Ana: 'insecure', ben: 'disabled', cem: null });
    expect(outside.rows.map((row) => row.twoFactor).sort()).toEqual(['disabled', 'insecure']);
  });
});

describe('an organization that answers for another', () => {
  test.each(['acme-labs', 'acm', 'acme2'])('is malformed, and no record: %s', async (login) => {
    const answered = { id: 7, login, two_factor_requirement_enabled: true };
    const { organization } = await collectScripted(secure, answered);
    expect(organization.rows).toEqual([]);
    expect(codes(organization)).toEqual(['malformed']);
  });

  test('is the same one in any case', async () => {
    const { organization } = await collect(secure);
    expect([organization.rows.length, codes(organization)]).toEqual([1, []]);
  });
});

describe('managed users', () => {
  test('are asked for without the filters, of which GitHub’s answers say nothing', async () => {
    const { members, organization, outside, server } = await collect(mixed, { managedUsers: true });
    expect([codes(organization), codes(members), codes(outside)]).toEqual([[], [], []]);
    expect(new Set(members.rows.map((row) => row.twoFactor))).toEqual(new Set([null]));
    expect(members.rows.map((row) => row.role).sort()).toEqual(['admin', 'member', 'member']);
    expect(lists(server).filter((list) => list.includes('2fa'))).toEqual([]);
  });

  test('make no fault of a requirement that is not shown', async () => {
    const { organization, members } = await collect(secure, { managedUsers: true, viewer: 'member' });
    expect([codes(organization), codes(members)]).toEqual([[], []]);
  });
});

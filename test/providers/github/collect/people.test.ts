import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../../../lib/evidence/problem.ts';
import type { MemberList } from '../../../../lib/providers/github/collect/member-list.ts';
import type { MemberLists } from '../../../../lib/providers/github/collect/member-lists.ts';
import { joinMemberLists } from '../../../../lib/providers/github/collect/people.ts';
import fc from '../../../properties.ts';

const broken: Problem = { code: 'unavailable', message: 'It broke off.' };

/** A list that names these people; whole unless it is given a problem. */
function memberList(logins: readonly string[], problems: readonly Problem[] = []): MemberList {
  return {
    accounts: new Map(logins.map((login) => [`id-${login}`, { id: `id-${login}`, login, type: 'User' }])),
    problems,
  };
}

function joined(lists: Partial<MemberLists>, silence = true) {
  const none = memberList([]);
  const { rows, problems } = joinMemberLists(
    { everybody: none, owners: none, disabled: none, insecure: none, ...lists },
    silence,
  );
  return { problems, of: Object.fromEntries(rows.map((row) => [row.login, row])) };
}

describe('Two-factor authentication', () => {
  const everybody = memberList(['ana', 'ben', 'cem']);

  test('is what the lists say, when all of them are whole', () => {
    const { of, problems } = joined({
      everybody,
      disabled: memberList(['ben']),
      insecure: memberList(['cem']),
    });
    expect([of.ana?.twoFactor, of.ben?.twoFactor, of.cem?.twoFactor]).toEqual([
      'enabled',
      'disabled',
      'insecure',
    ]);
    expect(problems).toEqual([]);
  });

  test('is disabled for who is on both lists: the worse counts', () => {
    expect(
      joined({ everybody, disabled: memberList(['ben']), insecure: memberList(['ben']) }).of.ben?.twoFactor,
    ).toBe('disabled');
  });

  test.each<[string, Partial<MemberLists>]>([
    ['everybody', { everybody: memberList(['ana', 'ben', 'cem'], [broken]) }],
    ['those without', { disabled: memberList(['ben'], [broken]) }],
    ['those with an insecure method', { insecure: memberList([], [broken]) }],
  ])('is unknown for who is not named, when the list of %s is not whole', (_which, part) => {
    const { of } = joined({ everybody, disabled: memberList(['ben']), ...part });
    expect([of.ana?.twoFactor, of.ben?.twoFactor]).toEqual([null, 'disabled']);
  });

  test('is unknown for who is not named, where silence is not believed', () => {
    const { of } = joined({ everybody, disabled: memberList(['ben']) }, false);
    expect([of.ana?.twoFactor, of.ben?.twoFactor]).toEqual([null, 'disabled']);
  });

  test('is unknown for an owner who is not among everybody', () => {
    const { of, problems } = joined({ everybody, owners: memberList(['zoe']) });
    expect([of.zoe?.twoFactor, of.zoe?.role]).toEqual([null, 'admin']);
    expect(problems).toMatchObject([{ code: 'malformed', message: expect.stringContaining('zoe') }]);
  });

  test('never becomes enabled by knowing less', () => {
    const logins = ['a', 'b', 'c', 'd'];
    const some = fc.subarray(logins);
    const world = fc.record({ everybody: some, disabled: some, insecure: some });
    const lost = fc.constantFrom('everybody', 'disabled', 'insecure') as fc.Arbitrary<keyof MemberLists>;
    fc.assert(
      fc.property(world, lost, some, (given, which, left) => {
        const whole = {
          everybody: memberList(given.everybody),
          disabled: memberList(given.disabled),
          insecure: memberList(given.insecure),
        };
        const kept = [...whole[which as keyof typeof whole].accounts.values()].map(({ login }) => login);
        const less = joined({
          ...whole,
          [which]: memberList(
            kept.filter((login) => left.includes(login)),
            [broken],
          ),
        });
        expect(Object.values(less.of).some((row) => row.twoFactor === 'enabled')).toBe(false);
      }),
    );
  });
});

describe('The role', () => {
  const everybody = memberList(['ana', 'ben']);

  test('is admin for owners and member for the others', () => {
    const { of } = joined({ everybody, owners: memberList(['ana']) });
    expect([of.ana?.role, of.ben?.role]).toEqual(['admin', 'member']);
  });

  test('is unknown for who is not named by a list of owners that is not whole', () => {
    const { of } = joined({ everybody, owners: memberList(['ana'], [broken]) });
    expect([of.ana?.role, of.ben?.role]).toEqual(['admin', null]);
  });

  test('is unknown where nobody is an owner', () => {
    const { of } = joined({ everybody, owners: memberList([]) });
    expect([of.ana?.role, of.ben?.role]).toEqual([null, null]);
  });
});

test('Somebody who is missing from a list of everybody that broke off is no disagreement', () => {
  const { problems, of } = joined({
    everybody: memberList(['ana'], [broken]),
    disabled: memberList(['ben']),
  });
  expect(problems).toEqual([]);
  expect(of.ben).toMatchObject({ role: null, twoFactor: 'disabled' });
});

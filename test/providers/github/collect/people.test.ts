import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../../../lib/evidence/problem.ts';
import { joinRolls } from '../../../../lib/providers/github/collect/people.ts';
import type { Roll } from '../../../../lib/providers/github/collect/roll.ts';
import type { Rolls } from '../../../../lib/providers/github/collect/rolls.ts';
import fc from '../../../properties.ts';

const broken: Problem = { code: 'unavailable', message: 'It broke off.' };

/** A list that names these people; whole unless it is given a problem. */
function roll(logins: readonly string[], problems: readonly Problem[] = []): Roll {
  return {
    accounts: new Map(logins.map((login) => [`id-${login}`, { id: `id-${login}`, login, type: 'User' }])),
    problems,
  };
}

function joined(rolls: Partial<Rolls>, silence = true) {
  const none = roll([]);
  const { rows, problems } = joinRolls(
    { everybody: none, owners: none, disabled: none, insecure: none, ...rolls },
    silence,
  );
  return { problems, of: Object.fromEntries(rows.map((row) => [row.login, row])) };
}

describe('Two-factor authentication', () => {
  const everybody = roll(['ana', 'ben', 'cem']);

  test('is what the lists say, when all of them are whole', () => {
    const { of, problems } = joined({ everybody, disabled: roll(['ben']), insecure: roll(['cem']) });
    expect([of.ana?.twoFactor, of.ben?.twoFactor, of.cem?.twoFactor]).toEqual([
      'enabled',
      'disabled',
      'insecure',
    ]);
    expect(problems).toEqual([]);
  });

  test('is disabled for who is on both lists: the worse counts', () => {
    expect(joined({ everybody, disabled: roll(['ben']), insecure: roll(['ben']) }).of.ben?.twoFactor).toBe(
      'disabled',
    );
  });

  test.each<[string, Partial<Rolls>]>([
    ['everybody', { everybody: roll(['ana', 'ben', 'cem'], [broken]) }],
    ['those without', { disabled: roll(['ben'], [broken]) }],
    ['those with an insecure method', { insecure: roll([], [broken]) }],
  ])('is unknown for who is not named, when the list of %s is not whole', (_which, part) => {
    const { of } = joined({ everybody, disabled: roll(['ben']), ...part });
    expect([of.ana?.twoFactor, of.ben?.twoFactor]).toEqual([null, 'disabled']);
  });

  test('is unknown for who is not named, where silence is not believed', () => {
    const { of } = joined({ everybody, disabled: roll(['ben']) }, false);
    expect([of.ana?.twoFactor, of.ben?.twoFactor]).toEqual([null, 'disabled']);
  });

  test('is unknown for an owner who is not among everybody', () => {
    const { of, problems } = joined({ everybody, owners: roll(['zoe']) });
    expect([of.zoe?.twoFactor, of.zoe?.role]).toEqual([null, 'admin']);
    expect(problems).toMatchObject([{ code: 'malformed', message: expect.stringContaining('zoe') }]);
  });

  test('never becomes enabled by knowing less', () => {
    const logins = ['a', 'b', 'c', 'd'];
    const some = fc.subarray(logins);
    const world = fc.record({ everybody: some, disabled: some, insecure: some });
    const lost = fc.constantFrom('everybody', 'disabled', 'insecure') as fc.Arbitrary<keyof Rolls>;
    fc.assert(
      fc.property(world, lost, some, (given, which, left) => {
        const whole = {
          everybody: roll(given.everybody),
          disabled: roll(given.disabled),
          insecure: roll(given.insecure),
        };
        const kept = [...whole[which as keyof typeof whole].accounts.values()].map(({ login }) => login);
        const less = joined({
          ...whole,
          [which]: roll(
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
  const everybody = roll(['ana', 'ben']);

  test('is admin for owners and member for the others', () => {
    const { of } = joined({ everybody, owners: roll(['ana']) });
    expect([of.ana?.role, of.ben?.role]).toEqual(['admin', 'member']);
  });

  test('is unknown for who is not named by a list of owners that is not whole', () => {
    const { of } = joined({ everybody, owners: roll(['ana'], [broken]) });
    expect([of.ana?.role, of.ben?.role]).toEqual(['admin', null]);
  });

  test('is unknown where nobody is an owner', () => {
    const { of } = joined({ everybody, owners: roll([]) });
    expect([of.ana?.role, of.ben?.role]).toEqual([null, null]);
  });
});

test('Somebody who is missing from a list of everybody that broke off is no disagreement', () => {
  const { problems, of } = joined({ everybody: roll(['ana'], [broken]), disabled: roll(['ben']) });
  expect(problems).toEqual([]);
  expect(of.ben).toMatchObject({ role: null, twoFactor: 'disabled' });
});

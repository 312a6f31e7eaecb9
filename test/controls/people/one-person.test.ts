import { describe, expect, test } from '@jest/globals';
import { accountsArePersonal } from '../../../lib/controls/people/accounts-are-personal.ts';
import { leaversHaveNoAccess } from '../../../lib/controls/people/leavers-have-no-access.ts';
import { npmMoreThanOneOwner } from '../../../lib/providers/npm/controls/more-than-one-owner.ts';
import { accountForEveryEmployee } from '../../../lib/providers/onepassword/controls/account-for-every-employee.ts';
import { sharedVaultsHaveABackup } from '../../../lib/providers/onepassword/controls/shared-vaults-have-a-backup.ts';
import { sharedVaultsNeedToKnow } from '../../../lib/providers/onepassword/controls/shared-vaults-need-to-know.ts';
import { services } from '../../../lib/providers/services.ts';
import fc, { runs as times } from '../../properties.ts';
import { addressOf, companyOf, names, type Somebody, somebodies } from './random-company.ts';
import { lossOf } from './random-world.ts';
import { judge, peopleIn, verdicts } from './world.ts';

const runs = times(300);

/** Every account of a company, with the name of whose it is. */
function accountsOf(people: readonly Somebody[]) {
  return people.flatMap((one) => {
    const { name } = one;
    const known = ['onepassword', 'slack', 'cloudflare'] as const;
    const byAddress = known.map((provider) => {
      const email = addressOf(one, one.knownBy[provider]);
      return {
        name,
        provider,
        connection: provider === 'onepassword' ? 'vaults' : provider,
        account: email,
        email,
      };
    });
    const login = (provider: string, account: string) => {
      return { name, provider, connection: provider, account, email: null };
    };
    return [
      ...byAddress,
      login('github', `${name}-gh`),
      login('npm', `${name}-npm`),
      login('aws', `${name}.iam`),
    ];
  });
}

describe('one person is one person', () => {
  test('in every service at once, and two people never are', () => {
    fc.assert(
      fc.property(somebodies, (company) => {
        const people = peopleIn(companyOf(company));
        for (const { name, ...account } of accountsOf(company))
          expect(people.whose(account)).toMatchObject({
            kind: 'person',
            person: { address: `${name}@example.com`, home: 'google' },
          });
      }),
      runs,
    );
  });

  test('under each of the addresses that anything speaks of', () => {
    fc.assert(
      fc.property(somebodies, (company) => {
        const people = peopleIn(companyOf(company));
        for (const one of company) {
          const known = names.filter((name) => name !== 'elsewhere');
          for (const name of known)
            expect(people.find(addressOf(one, name))).toMatchObject({
              kind: 'person',
              person: { address: `${one.name}@example.com` },
            });
        }
      }),
      runs,
    );
  });

  test('to the controls of accounts: a leaver is one in every service, and nobody else is', () => {
    fc.assert(
      fc.property(somebodies, (company) => {
        const world = companyOf(company);
        const personal = Object.values(verdicts(accountsArePersonal, world));
        expect(personal).toEqual(accountsOf(company).map(() => 'pass'));
        const leavers = judge(leaversHaveNoAccess, world);
        for (const { account, connection, name } of accountsOf(company)) {
          const left = company.some((one) => one.name === name && one.left);
          expect(leavers[`${account} (${connection})`]?.verdict).toBe(left ? 'fail' : 'pass');
        }
      }),
      runs,
    );
  });

  test('to those of vaults and owners, under whatever name they are named', () => {
    fc.assert(
      fc.property(somebodies, (company) => {
        const world = companyOf(company);
        const working = company.filter(({ left }) => !left);
        const atLeastTwo = (of: readonly Somebody[]) => (of.length > 1 ? 'pass' : 'fail');
        const same = company.every(({ holds, namedBy }) => holds === (namedBy !== null));
        expect(verdicts(sharedVaultsHaveABackup, world)).toEqual({
          Ops: atLeastTwo(working.filter(({ holds }) => holds)),
        });
        expect(verdicts(sharedVaultsNeedToKnow, world)).toEqual({ Ops: same ? 'pass' : 'fail' });
        expect(verdicts(npmMoreThanOneOwner, world)).toEqual({
          'example.com': atLeastTwo(working.filter(({ owns }) => owns)),
        });
        expect(verdicts(accountForEveryEmployee, world)).toEqual(
          Object.fromEntries([
            ...working.map(({ name }) => [`${name}@example.com`, 'pass']),
            ['zoe@second.test', 'fail'],
          ]),
        );
      }),
      runs,
    );
  });
});

const controls = [
  accountForEveryEmployee,
  accountsArePersonal,
  leaversHaveNoAccess,
  npmMoreThanOneOwner,
  sharedVaultsHaveABackup,
  sharedVaultsNeedToKnow,
];
const companyAndLoss = somebodies
  .map(companyOf)
  .chain((world) => fc.tuple(fc.constant(world), lossOf(world)));

test.each(controls)('$id never turns into a pass in any service for want of knowledge', (control) => {
  fc.assert(
    fc.property(companyAndLoss, ([world, less]) => {
      const before = verdicts(control, world);
      for (const [subject, verdict] of Object.entries(verdicts(control, less)))
        if (verdict === 'pass' && subject in before)
          expect([subject, before[subject]]).toEqual([subject, 'pass']);
    }),
    runs,
  );
});

test.each(services.filter(({ review }) => review !== null))(
  'the human accounts of $provider are in the join',
  ({ accounts }) => {
    expect(accounts).not.toEqual([]);
  },
);

import { describe, expect, test } from '@jest/globals';
import { accountsArePersonal } from '../../../lib/controls/people/accounts-are-personal.ts';
import { leaversHaveNoAccess } from '../../../lib/controls/people/leavers-have-no-access.ts';
import { twinUncertainties } from '../../../lib/judging/people/twins.ts';
import { account, cut, googleUsers, judge, onePassword, user, type World } from './world.ts';

const controls = [accountsArePersonal, leaversHaveNoAccess];
const ana = user('ana', { aliases: ['office@example.com'] });
const two = [account('ana'), account('office')];

function world(more: Partial<World> = {}, accounts = two, problem: typeof cut | null = null): World {
  return {
    parts: [
      googleUsers([ana, user('ben')]),
      onePassword('users', [...accounts, account('ben')], { problem }),
    ],
    ...more,
  };
}

function said(control: (typeof controls)[number], of: World) {
  return Object.fromEntries(
    Object.entries(judge(control, of)).map(([subject, { verdict }]) => [subject, verdict]),
  );
}

describe.each(controls)('two active accounts of one person in one service, to $id', (control) => {
  const [own, other, ben] = [
    'ana@example.com (vaults)',
    'office@example.com (vaults)',
    'ben@example.com (vaults)',
  ];

  test('are unknown for that person, and for nobody else', () => {
    expect(said(control, world())).toEqual({ [own]: 'unknown', [other]: 'unknown', [ben]: 'pass' });
    const { reason } = judge(control, world())[own] ?? {};
    expect(reason).toContain(
      'ana@example.com has several accounts in vaults (ana@example.com and office@example.com)',
    );
  });

  test('are no question where people.identities names both, or one is declared as shared', () => {
    const accounts = { onepassword: ['ana@example.com', 'office@example.com'] };
    const people = { source: 'google', identities: [{ person: 'ana@example.com', accounts }] };
    const all = { [own]: 'pass', [other]: 'pass', [ben]: 'pass' };
    expect(said(control, world({ settings: { people } }))).toEqual(all);
    const sharedAccounts = [
      { name: 'Office', connection: 'vaults', account: 'office@example.com', vault: null },
    ];
    expect(said(control, world({ settings: { sharedAccounts } }))).toEqual(all);
  });

  test('are none where one is not active; one that may be is another', () => {
    const [first] = two;
    const second = (state: string | null) => [...(first ? [first] : []), account('office', { state })];
    expect(said(control, world({}, second('SUSPENDED')))).toEqual({ [own]: 'pass', [ben]: 'pass' });
    expect(said(control, world({}, second(null)))[own]).toBe('unknown');
  });

  test('may be out of sight in a list that was cut short', () => {
    expect(said(control, world({}, [account('ana')], cut))[own]).toBe('unknown');
  });
});

/** Found by losing knowledge (seed 101): a vault's people passed once the list that held their aliases was cut short. */
describe('two accounts that the people source lacks', () => {
  const of = (confirmed: boolean) =>
    ['ana@example.com', 'ana2@example.com'].map((account) => ({
      connection: 'vaults',
      account,
      whose: { kind: 'nobody', confirmed, address: account, identified: false } as const,
    }));
  const [one, other] = of(false);

  test('may be one person’s where the list of people is not whole', () => {
    const twinOf = twinUncertainties(of(false), () => true);
    for (const account of of(false)) expect(twinOf(account)).toContain('may be two accounts of one person');
  });

  test('are nobody’s where it is whole, and no question where there is one, or identities name it', () => {
    expect(of(true).map(twinUncertainties(of(true), () => true))).toEqual([null, null]);
    if (!one || !other) throw new Error('There are two.');
    expect(twinUncertainties([one], () => true)(one)).toBeNull();
    const named = { ...other, whose: { ...other.whose, identified: true } };
    expect([one, named].map(twinUncertainties([one, named], () => true))).toEqual([null, null]);
  });
});

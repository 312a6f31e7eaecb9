import { describe, test } from '@jest/globals';
import { accountsChanged, configured, inAlias, onepassword, people, withAccount } from './changes.ts';
import { account, larch, mail, signIn } from './company.ts';
import { spring, type Trap } from './trap.ts';
import { ids } from './verdicts.ts';

const { accounts, evidence, leavers, need, personal } = ids;
const noGrace = { controls: { [leavers]: { businessDays: 0 } } };

const persons: readonly Trap[] = [
  {
    name: 'an employee without an account',
    company: onepassword({ users: larch.onepassword.users.filter(({ name }) => name !== 'dan') }),
    changes: { [accounts]: 'fail' },
    because: [[accounts, mail('dan'), 'fail', /no 1Password account/]],
  },
  {
    name: 'an employee whose account is suspended',
    company: accountsChanged({ dan: { state: 'SUSPENDED' } }),
    changes: { [accounts]: 'fail' },
  },
  {
    name: 'an employee whose account has a state that is not told',
    company: accountsChanged({ dan: { state: '' } }),
    changes: { [accounts]: 'unknown' },
  },
  {
    name: 'somebody who leaves before the first night, which nobody knows for how long',
    company: people({ dan: { suspended: true } }),
    changes: { [leavers]: 'fail' },
  },
  {
    name: 'somebody suspended at Google and active at 1Password, without grace',
    company: configured(noGrace, accountsChanged({ jon: { state: 'ACTIVE' } })),
    changes: { [leavers]: 'fail', [need]: 'fail' },
    because: [[leavers, `${mail('jon')} (onepassword)`, 'fail', /suspended in google, and active/]],
  },
  {
    name: 'somebody archived at Google and active at 1Password, without grace',
    company: configured(noGrace, withAccount(account('kim', 'KIM@larch.example'))),
    changes: { [leavers]: 'fail' },
  },
  {
    name: 'somebody suspended at Google and active at 1Password under an address in a domain alias',
    company: configured(noGrace, inAlias('jon', accountsChanged({ jon: { state: 'ACTIVE' } }))),
    changes: { [leavers]: 'fail', [need]: 'fail' },
    because: [
      [leavers, 'jon@larch-carpentry.example (onepassword)', 'fail', /suspended in google, and active/],
    ],
  },
  {
    name: 'somebody gone from Google and active at 1Password, without grace',
    company: configured(noGrace, withAccount(account('gone'))),
    changes: { [leavers]: 'fail', [personal]: 'fail' },
  },
  {
    name: 'a stranger',
    company: withAccount(account('stranger', 'stranger@elsewhere.example')),
    changes: { [personal]: 'fail' },
    because: [[personal, 'stranger@elsewhere.example (onepassword)', 'fail', /not among the people/]],
  },
  {
    name: 'an employee with another account under a private address',
    company: withAccount(account('dan2', 'dan@private.example')),
    changes: { [personal]: 'fail' },
  },
  {
    name: 'a sign-in that succeeded without a second factor',
    company: onepassword({ signInAttempts: [signIn('BARE', 'dan', 'mfa_missing')] }),
    changes: { 'onepassword.mfa-enforced': 'fail' },
    because: [['onepassword.mfa-enforced', mail('dan'), 'fail', /without a second factor on 2026-11-22/]],
  },
];

const hour = 3_600_000;
const clocks: readonly Trap[] = [-hour, hour].map((milliseconds) => ({
  name: `a clock of 1Password's that is an hour ${milliseconds > 0 ? 'ahead' : 'behind'}`,
  misbehave: { onepassword: [{ path: /./, do: 'clock-offset', milliseconds }] },
  changes: {
    [accounts]: 'unknown',
    [personal]: 'unknown',
    [leavers]: 'unknown',
    [evidence]: 'unknown',
  },
}));

describe('People and their accounts: no pass comes of', () => {
  test.concurrent.each([...persons, ...clocks])('$name', async (trap) => void (await spring(trap)));
});

import { describe, test } from '@jest/globals';
import {
  configured,
  exported,
  exportedGroups,
  exportedLedger,
  ledger,
  naming,
  onepassword,
  withAccount,
} from './changes.ts';
import { account, type Json, larch, mail, vault } from './company.ts';
import { spring, type Trap } from './trap.ts';
import { ids } from './verdicts.ts';

const { backup, evidence, need } = ids;
const lost = { [backup]: 'unknown', [need]: 'unknown', [evidence]: 'fail' } as const;

const traps: readonly Trap[] = [
  {
    name: 'a vault with one person, and a group that may only recover it',
    company: ledger(['ana'], ['Recovery'], ['ana']),
    changes: { [backup]: 'fail' },
    because: [[backup, 'Ledger', 'fail', /Only ana@larch.example/]],
  },
  {
    name: 'a vault with nobody',
    company: ledger([], ['Recovery'], []),
    changes: { [backup]: 'fail' },
  },
  {
    name: 'a second who is a service account by its address',
    company: ledger(['ana', 'robot'], [], ['ana']),
    changes: { [backup]: 'fail' },
  },
  {
    name: 'a second who is a service account by its type',
    company: exportedLedger(
      (one) => {
        const [ana] = one.users;
        return {
          ...one,
          users: [ana, { ...ana, id: 'OPBUILD', email: 'build@larch.example', type: 'SERVICE_ACCOUNT' }],
        };
      },
      ledger(['ana'], [], ['ana']),
    ),
    changes: { [backup]: 'fail' },
  },
  {
    name: 'a second who is suspended',
    company: ledger(['ana', 'jon'], [], ['ana']),
    changes: { [backup]: 'fail' },
  },
  {
    name: 'a second who was active when the export was made, and is suspended since',
    company: exportedLedger(
      (one) => ({ ...one, users: one.users.map((user: Json) => ({ ...user, state: 'ACTIVE' })) }),
      ledger(['ana', 'jon'], [], ['ana']),
    ),
    changes: { [backup]: 'fail' },
  },
  {
    name: 'a second whose account is gone since the export was made',
    company: exportedLedger(
      (one) => ({ ...one, users: [...one.users, { ...one.users[0], id: 'OPGONE', email: mail('gone') }] }),
      ledger(['ana'], [], ['ana']),
    ),
    changes: { [backup]: 'unknown', [need]: 'unknown' },
  },
  {
    name: 'a second who is only in an empty group',
    company: ledger(['ana'], ['Empty', 'Recovery'], ['ana']),
    changes: { [backup]: 'fail' },
  },
  {
    name: 'one person directly and through a group',
    company: onepassword(
      {
        groups: larch.onepassword.groups.map((one) =>
          one.name === 'Empty' ? { ...one, members: ['OPANA', 'OPANA'] } : one,
        ),
      },
      ledger(['ana'], ['Empty'], ['ana']),
    ),
    changes: { [backup]: 'fail' },
  },
  {
    name: 'one person under two addresses',
    company: onepassword(
      {
        vaults: larch.onepassword.vaults.map((one) =>
          one.name === 'Site keys' ? vault('Site keys', ['hal', 'hal2']) : one,
        ),
      },
      naming({ 'Site keys': ['hal'] }, withAccount(account('hal2', 'Hal@Larch.example'))),
    ),
    changes: {
      [backup]: 'fail',
      [need]: 'unknown',
      'people.accounts-are-personal': 'unknown',
      'people.leavers-have-no-access': 'unknown',
    },
    because: [
      [backup, 'Site keys', 'fail', /Only hal@larch.example/],
      ['people.leavers-have-no-access', 'hal@larch.example (onepassword)', 'unknown', /several accounts/],
    ],
  },
  {
    name: 'one person under two addresses that are declared as theirs',
    company: onepassword(
      {
        vaults: larch.onepassword.vaults.map((one) =>
          one.name === 'Site keys' ? vault('Site keys', ['hal', 'hal2']) : one,
        ),
      },
      configured(
        {
          people: {
            source: 'google',
            identities: [{ person: mail('hal'), onepassword: [mail('h.olsen'), mail('hal')] }],
          },
        },
        naming({ 'Site keys': ['hal'] }, withAccount(account('hal2', 'Hal@Larch.example'))),
      ),
    ),
    changes: { [backup]: 'fail' },
    because: [[backup, 'Site keys', 'fail', /Only hal@larch.example/]],
  },
  {
    name: 'a second who may only manage it, which is having it all the same',
    company: exportedLedger(
      (one) => ({ ...one, users: [one.users[0], { ...one.users[1], permissions: ['manage_vault'] }] }),
      ledger(['ana', 'ben'], [], ['ana']),
    ),
    changes: { [backup]: 'fail', [need]: 'fail' },
  },
  ...['RECOVERY_STARTED', 'PENDING', 'FROZEN'].map(
    (state): Trap => ({
      name: `a second who is ${state}, at home as in the export`,
      company: onepassword(
        {
          users: larch.onepassword.users.map((one) =>
            one.id === account('ben').id ? { ...one, state } : one,
          ),
        },
        ledger(['ana', 'ben'], [], ['ana', 'ben']),
      ),
      changes: {
        [backup]: 'unknown',
        [need]: 'unknown',
        'onepassword.account-for-every-employee': 'unknown',
      },
    }),
  ),
  {
    name: 'a second of whom it is not known what they are',
    company: exportedLedger(
      (one) => ({ ...one, users: [one.users[0], { ...one.users[1], type: 'ROBOT' }] }),
      ledger(['ana', 'ben'], [], ['ana', 'ben']),
    ),
    changes: { [backup]: 'unknown', [need]: 'unknown' },
  },
  ...(
    [
      ['DELETED', 'fail'],
      ['INACTIVE', 'unknown'],
    ] as const
  ).map(
    ([state, verdict]): Trap => ({
      name: `a group that is ${state}`,
      company: exportedGroups((group) => (group.name === 'Books' ? { ...group, state } : group)),
      changes: { [backup]: verdict, [need]: verdict },
    }),
  ),
  {
    name: 'a private vault that two people have',
    company: exported((content) => ({
      ...content,
      vaults: [
        ...content.vaults,
        {
          ...content.vaults[0],
          id: 'vault-private',
          name: 'Private',
          type: 'PERSONAL',
          groups: [],
          users: [
            content.vaults[0].users[0],
            {
              ...content.vaults[0].users[0],
              id: account('ben').id,
              email: mail('ben'),
              permissions: ['export_items'],
            },
          ],
        },
      ],
    })),
    changes: { [backup]: 'fail', [need]: 'fail' },
  },
  {
    name: 'a second with permissions that are not known',
    company: exportedLedger(
      (one) => ({ ...one, users: [one.users[0], { ...one.users[1], permissions: ['peek'] }] }),
      ledger(['ana', 'ben'], [], ['ana', 'ben']),
    ),
    changes: { [backup]: 'unknown', [need]: 'unknown' },
  },
  {
    name: 'a second without any word of permissions',
    company: exportedLedger(
      (one) => ({ ...one, users: [one.users[0], { ...one.users[1], permissions: undefined }] }),
      ledger(['ana', 'ben'], [], ['ana', 'ben']),
    ),
    changes: lost,
    datasets: { 'onepassword/vault-access': 'not-visible' },
  },
  {
    name: 'a recovery group that may read items',
    company: exportedLedger(
      (one) => ({
        ...one,
        groups: one.groups.map((group: Json) => ({ ...group, permissions: ['view_items'] })),
      }),
      ledger(['ana'], ['Recovery'], ['ana']),
    ),
    changes: { [backup]: 'fail', [need]: 'fail' },
  },
  {
    name: 'a group whose people are not told',
    company: exportedGroups(({ users: _, ...group }) => group),
    changes: lost,
    datasets: { 'onepassword/vault-access': 'not-visible' },
  },
  {
    name: 'a group that the vault’s list and the list of groups tell differently',
    company: exportedLedger((one) => ({
      ...one,
      groups: one.groups.map((group: Json) => ({ ...group, state: 'DELETED' })),
    })),
    changes: lost,
    datasets: { 'onepassword/vault-access': 'malformed' },
  },
  {
    name: 'a vault whose access list is missing',
    company: exportedLedger(({ users: _, groups: __, ...one }) => one),
    changes: lost,
    datasets: { 'onepassword/vault-access': 'not-visible' },
  },
  {
    name: 'a vault that nobody named',
    company: onepassword({ vaults: [...larch.onepassword.vaults, vault('Surprise', ['ana', 'ben'])] }),
    changes: { [need]: 'fail' },
    because: [[need, 'Surprise', 'fail', /Not named/]],
  },
  {
    name: 'somebody who is not named for the vault',
    company: ledger(['ana', 'finn'], ['Books', 'Recovery'], ['ana', 'carla', 'eva']),
    changes: { [need]: 'fail' },
    because: [[need, 'Ledger', 'fail', /Open to finn@larch.example/]],
  },
  {
    name: 'somebody who is named for the vault and does not have it',
    company: naming({ Ledger: ['ana', 'carla', 'dan', 'eva'] }),
    changes: { [need]: 'fail' },
    because: [[need, 'Ledger', 'fail', /Not open to dan@larch.example/]],
  },
  {
    name: 'a vault that is named and not to be seen',
    company: configured({
      vaults: [...larch.configuration.vaults, { name: 'Payroll', members: [mail('ana')] }],
    }),
    changes: { [need]: 'unknown' },
    because: [[need, 'Payroll', 'unknown', /no shared vault of this name/]],
  },
  {
    name: 'no vaults at all',
    company: onepassword({ vaults: [] }),
    changes: { [backup]: 'unknown', [need]: 'unknown' },
  },
];

describe('Vaults: no pass comes of', () => {
  test.concurrent.each(traps)('$name', async (trap) => void (await spring(trap)));
});

import { describe, test } from '@jest/globals';
import {
  account,
  auditEvent,
  type Company,
  daysBefore,
  type Json,
  larch,
  mail,
  signIn,
  vault,
} from './company.ts';
import { spring, type Trap } from './trap.ts';

const backup = 'onepassword.shared-vaults-have-a-backup';
const need = 'onepassword.shared-vaults-need-to-know';
const accounts = 'onepassword.account-for-every-employee';
const personal = 'people.accounts-are-personal';
const leavers = 'people.leavers-have-no-access';
const evidence = 'evidence.complete';

function onepassword(changes: Partial<Company['onepassword']>, company = larch): Company {
  return { ...company, onepassword: { ...company.onepassword, ...changes } };
}

function configured(changes: Json, company = larch): Company {
  return { ...company, configuration: { ...company.configuration, ...changes } };
}

/** The vault Ledger replaced, and who is named for it. */
function ledger(
  people: readonly string[],
  groups: readonly string[],
  named: readonly string[],
  company = larch,
): Company {
  const { vaults } = company.onepassword;
  const changed = vaults.map((one) => (one.name === 'Ledger' ? vault('Ledger', people, groups) : one));
  return naming({ Ledger: named }, onepassword({ vaults: changed }, company));
}

/** Other people named for some vaults. */
function naming(names: Readonly<Record<string, readonly string[]>>, company = larch): Company {
  const vaults = company.configuration.vaults.map(({ name, members }: Json) => {
    return { name, members: names[name]?.map(mail) ?? members };
  });
  return configured({ vaults }, company);
}

/** The export changed before it is written. */
function exported(change: (content: Json) => unknown, company = larch): Company {
  return { ...company, exported: change };
}

/** One vault of the export changed. */
function exportedLedger(change: (vault: Json) => unknown, company = larch): Company {
  return exported(
    (content) => ({
      ...content,
      vaults: content.vaults.map((one: Json) => (one.name === 'Ledger' ? change(one) : one)),
    }),
    company,
  );
}

function people(changes: Readonly<Record<string, object>>, company = larch): Company {
  const users = company.google.users.map((one) => ({ ...one, ...changes[one.id.slice(2)] }));
  return { ...company, google: { ...company.google, users } };
}

function accountsChanged(changes: Readonly<Record<string, object>>, company = larch): Company {
  const users = company.onepassword.users.map((one) => ({ ...one, ...changes[one.name] }));
  return onepassword({ users }, company);
}

function withAccount(added: Company['onepassword']['users'][number], company = larch): Company {
  return onepassword({ users: [...company.onepassword.users, added] }, company);
}

const noGrace = { controls: { [leavers]: { businessDays: 0 } } };
const lost = { [backup]: 'unknown', [need]: 'unknown', [evidence]: 'fail' } as const;
const exportBroken = (code: string) => ({ 'onepassword/vaults': code, 'onepassword/vault-access': code });
const exportLost = (code: string) => ({ changes: lost, datasets: exportBroken(code) });

const vaults: readonly Trap[] = [
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
    changes: { [backup]: 'fail' },
    because: [[backup, 'Site keys', 'fail', /Only hal@larch.example/]],
  },
  {
    name: 'a second who may not open it',
    company: exportedLedger(
      (one) => ({ ...one, users: [one.users[0], { ...one.users[1], permissions: ['manage_vault'] }] }),
      ledger(['ana', 'ben'], [], ['ana']),
    ),
    changes: { [backup]: 'fail' },
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
    name: 'a recovery group that may read items, as far as can be seen',
    company: exportedLedger(
      (one) => ({
        ...one,
        groups: one.groups.map((group: Json) => ({ ...group, permissions: ['view_items'] })),
      }),
      ledger(['ana'], ['Recovery'], ['ana']),
    ),
    changes: { [backup]: 'unknown', [need]: 'unknown' },
  },
  {
    name: 'a group whose people are not told',
    company: exportedLedger((one) => ({
      ...one,
      groups: one.groups.map(({ users: _, ...group }: Json) => group),
    })),
    changes: lost,
    datasets: { 'onepassword/vault-access': 'not-visible' },
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

const exports: readonly Trap[] = [
  {
    name: 'an export that is nine days old',
    company: { ...larch, exportedAt: daysBefore(9) },
    ...exportLost('stale'),
  },
  {
    name: 'an export of tomorrow',
    company: { ...larch, exportedAt: daysBefore(-1) },
    ...exportLost('malformed'),
  },
  {
    name: 'an export that is not JSON',
    company: exported(() => 'op: not signed in'),
    ...exportLost('malformed'),
  },
  {
    name: 'an export that breaks off',
    company: exported((content) => JSON.stringify(content).slice(0, -40)),
    ...exportLost('malformed'),
  },
  { name: 'an export that is an empty object', company: exported(() => ({})), ...exportLost('malformed') },
  {
    name: 'an export that is only the list of vaults',
    company: exported(({ vaults: list }) => list),
    ...exportLost('malformed'),
  },
  {
    name: 'an export without its time',
    company: exported(({ exportedAt: _, ...content }) => content),
    ...exportLost('malformed'),
  },
  {
    name: 'an export without its author',
    company: exported(({ exportedBy: _, ...content }) => content),
    ...exportLost('not-visible'),
  },
  {
    name: 'an export with one vault that cannot be read',
    company: exportedLedger(({ id: _, ...one }) => one),
    ...exportLost('malformed'),
  },
  {
    name: 'an export with one person who cannot be read',
    company: exportedLedger((one) => ({ ...one, users: [...one.users, { name: 'Nobody' }] })),
    changes: lost,
    datasets: { 'onepassword/vault-access': 'malformed' },
  },
  {
    name: 'an export with the same vault twice',
    company: exported((content) => ({ ...content, vaults: [...content.vaults, content.vaults[0]] })),
    ...exportLost('malformed'),
  },
  {
    name: 'an export that is no longer true, says an event',
    company: onepassword({
      auditEvents: [
        auditEvent('LATER', 1, {
          action: 'revoke',
          object_type: 'uva',
          object_uuid: 'vault-ledger',
          aux_uuid: 'OPEVA',
        }),
      ],
    }),
    changes: { [backup]: 'unknown', [need]: 'unknown' },
    because: [
      [backup, 'Ledger', 'unknown', /Membership changed on 2026-11-22, after the export of 2026-11-21/],
    ],
  },
  {
    name: 'somebody who left a group since the export',
    company: onepassword({
      auditEvents: [
        auditEvent('LATER', 1, {
          action: 'leave',
          object_type: 'gm',
          object_uuid: 'group-books',
          aux_uuid: 'OPEVA',
        }),
      ],
    }),
    changes: { [backup]: 'unknown', [need]: 'unknown' },
  },
  {
    name: 'a vault that only an event knows',
    company: onepassword({
      auditEvents: [
        auditEvent('LATER', 1, {
          action: 'grant',
          object_type: 'uva',
          object_uuid: 'vault-hidden',
          aux_uuid: 'OPEVA',
        }),
      ],
    }),
    changes: { [backup]: 'unknown', [need]: 'unknown' },
  },
];

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

describe('1Password: no pass comes of', () => {
  test.concurrent.each([...vaults, ...exports, ...persons, ...clocks])(
    '$name',
    async (trap) => void (await spring(trap)),
  );
});

const passing: readonly Trap[] = [
  {
    name: 'somebody named by an alias, and vaults in another case of letters',
    company: configured({
      vaults: [
        { name: 'NPM Publishing', members: [mail('ANA'), mail('ben')] },
        { name: 'ledger', members: [mail('ana'), mail('carla'), mail('eva')] },
        { name: 'Site keys', members: [mail('finn'), mail('gita.rao'), mail('h.olsen')] },
      ],
    }),
    changes: {},
  },
  {
    name: 'a private vault, which is its owner’s alone',
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
          users: [content.vaults[0].users[0]],
        },
      ],
    })),
    changes: {},
  },
  {
    name: 'a private address that the configuration says whose it is',
    company: configured(
      {
        people: {
          source: 'google',
          identities: [{ person: mail('dan'), onepassword: 'dan@private.example' }],
        },
      },
      accountsChanged({ dan: { email: 'dan@private.example' } }),
    ),
    changes: {},
  },
  {
    name: 'a shared account that is declared',
    company: configured(
      { sharedAccounts: [{ name: 'Front desk', connection: 'onepassword', account: 'Desk@shop.example' }] },
      withAccount(account('desk', 'desk@shop.example')),
    ),
    changes: {},
  },
  {
    name: 'no people source, where one Google Workspace is all there is to choose from',
    company: configured({ people: undefined }),
    changes: {},
  },
  {
    name: 'an export with a byte order mark',
    company: exported((content) => `\uFEFF${JSON.stringify(content)}`),
    changes: {},
  },
];

describe('1Password: nothing is objected to in', () => {
  test.concurrent.each(passing)('$name', async (trap) => void (await spring(trap)));
});

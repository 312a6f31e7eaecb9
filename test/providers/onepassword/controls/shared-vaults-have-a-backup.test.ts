import { describe, expect, test } from '@jest/globals';
import type { OnePasswordAccess, OnePasswordVault } from '../../../../lib/evidence/datasets/onepassword.ts';
import { sharedVaultsHaveABackup as control } from '../../../../lib/providers/onepassword/controls/shared-vaults-have-a-backup.ts';
import {
  access,
  account,
  cut,
  exported,
  googleGroups,
  googleUsers,
  groupAccess,
  groupMember,
  judge,
  notConfigured,
  onePassword,
  type Part,
  user,
  vault,
  verdicts,
  type World,
} from '../../../controls/people/world.ts';
import { group, member } from '../../google-workspace/controls/world.ts';

const noPeople = { people: { source: null, identities: [] } };

/** Vaults and who has them, as an export tells it; nothing else is connected. */
function world(
  rows: readonly OnePasswordAccess[],
  parts: readonly Part[] = [],
  more: Partial<World> = {},
): World {
  return {
    parts: [
      onePassword('vaults', [vault('Ops')], { document: exported }),
      onePassword('vault-access', rows, { document: exported }),
      ...parts,
    ],
    settings: noPeople,
    ...more,
  };
}

function verdict(...given: Parameters<typeof world>): string | undefined {
  return judge(control, world(...given)).Ops?.verdict;
}

function reason(...given: Parameters<typeof world>): string | undefined {
  return judge(control, world(...given)).Ops?.reason;
}

const ana = access('Ops', 'ana');
const ben = access('Ops', 'ben');

describe('shared vaults have a backup', () => {
  test('two active people pass, plainly', () => {
    expect(judge(control, world([ana, ben]))).toEqual({
      Ops: {
        subject: 'Ops',
        verdict: 'pass',
        reason: '',
        expected: 'two people who may see its passwords',
        seen: 'ana@example.com, ben@example.com',
      },
    });
  });

  test('one person fails and is named', () => {
    expect(judge(control, world([ana])).Ops).toMatchObject({
      verdict: 'fail',
      reason: 'Only ana@example.com can open it.',
    });
  });

  test('nobody in a whole list fails; in a list cut short it is unknown', () => {
    expect(reason([])).toBe('No active person can open it.');
    const parts = [onePassword('vaults', [vault('Ops')]), onePassword('vault-access', [], { problem: cut })];
    expect(verdicts(control, { parts, settings: noPeople })).toEqual({ Ops: 'unknown' });
    expect(verdicts(control, { parts: parts.slice(0, 1), settings: noPeople })).toEqual({ Ops: 'unknown' });
  });

  test('two people seen in a list cut short are two people all the same', () => {
    const parts = [
      onePassword('vaults', [vault('Ops')]),
      onePassword('vault-access', [ana, ben], { problem: cut }),
    ];
    expect(verdicts(control, { parts, settings: noPeople })).toEqual({ Ops: 'pass' });
  });

  test('private vaults are not judged; those of everyone are, and those of no known type are unknown', () => {
    const types: OnePasswordVault['type'][] = ['private', 'everyone', 'shared', null];
    const vaults = types.map((type) => vault(String(type), { type }));
    const parts = [onePassword('vaults', vaults), onePassword('vault-access', [])];
    expect(verdicts(control, { parts, settings: noPeople })).toEqual({
      everyone: 'fail',
      shared: 'fail',
      null: 'unknown',
    });
  });

  test('people of groups count, each once, however often and in whatever case they are named', () => {
    const group1 = groupAccess('Ops', 'one', [
      groupMember('ana'),
      groupMember('ana', { email: 'ANA@example.com' }),
    ]);
    const group2 = groupAccess('Ops', 'two', [groupMember('ana', { id: 'other', email: 'Ana@Example.com' })]);
    expect(verdict([ana, group1, group2])).toBe('fail');
    expect(verdict([ana, group1, groupAccess('Ops', 'three', [groupMember('ben')])])).toBe('pass');
  });

  test('one id without an address is the same person as that id with one', () => {
    expect(verdict([ana, groupAccess('Ops', 'one', [groupMember('ana', { email: null })])])).toBe('fail');
  });

  test.each([
    ['an empty group', groupAccess('Ops', 'one', [])],
    ['a service account', access('Ops', 'ben', { accessorType: 'service' })],
    ['a service account listed as a user', access('Ops', 'b', { email: 'b@1passwordserviceaccounts.com' })],
    ['a service account in a group', groupAccess('Ops', 'one', [groupMember('ben', { kind: 'service' })])],
    ['a suspended person', access('Ops', 'ben', { state: 'SUSPENDED' })],
    ['a deleted person', groupAccess('Ops', 'one', [groupMember('ben', { state: 'DELETED' })])],
    ['somebody without any right', access('Ops', 'ben', { canOpen: false, permissions: [] })],
    [
      'somebody who may manage and see no password',
      access('Ops', 'ben', { canOpen: false, permissions: ['manage_vault'] }),
    ],
    ['somebody who sees items and no password', access('Ops', 'ben', { permissions: ['view_items'] })],
    ['a guest', access('Ops', 'ben', { kind: 'guest' })],
    ['a guest in a group', groupAccess('Ops', 'one', [groupMember('ben', { kind: 'guest' })])],
    ['a member of a deleted group', groupAccess('Ops', 'one', [groupMember('ben')], { state: 'DELETED' })],
    ['a member of a deleted group of unknown people', groupAccess('Ops', 'one', null, { state: 'DELETED' })],
    [
      'a member of the group for recovery, whatever it may do',
      groupAccess('Ops', 'one', [groupMember('ben')], { groupType: 'RECOVERY' }),
    ],
    [
      'a member of it by the SDK’s word',
      groupAccess('Ops', 'one', [groupMember('ben')], { groupType: 'recovery' }),
    ],
    ['a recovery group', groupAccess('Ops', 'Recovery', [groupMember('ben')], { recoveryOnly: true })],
    ['a recovery group of unknown people', groupAccess('Ops', 'Recovery', null, { recoveryOnly: true })],
    ['a person of another vault', access('Press', 'ben')],
  ])('%s is no backup', (_, row) => {
    expect(verdict([ana, row], [onePassword('vaults', [vault('Press')], { connection: 'b' })])).toBe('fail');
  });

  test.each([
    [
      'a group whose people are not told',
      groupAccess('Ops', 'one', null),
      'the members of the group one are not known',
    ],
    [
      'a person whose state is not told',
      access('Ops', 'ben', { state: null }),
      'whether ben@example.com is active',
    ],
    [
      'permissions that could not be read',
      access('Ops', 'ben', { canOpen: null, permissions: [] }),
      'the permissions of ben',
    ],
    [
      'permissions in words that are new',
      access('Ops', 'ben', { canOpen: null, permissions: ['something_new'] }),
      'the permissions of ben',
    ],
    [
      'a permission to manage, and a word that is new',
      access('Ops', 'ben', { canOpen: null, permissions: ['manage_vault', 'something_new'] }),
      'whether ben@example.com may see passwords is not known',
    ],
    [
      'a group with permissions that could not be read',
      groupAccess('Ops', 'one', [groupMember('ben')], { canOpen: null, permissions: [] }),
      'the permissions of one',
    ],
    [
      'a member who may be a service account',
      groupAccess('Ops', 'one', [groupMember('ben', { kind: null })]),
      'whether ben@example.com is a person',
    ],
    [
      'a holder of an unknown kind',
      access('Ops', 'ben', { kind: null }),
      'whether ben@example.com is a person',
    ],
    ...['INACTIVE', 'ARCHIVED', 'FROZEN', 'SUSPENDED SOON'].map(
      (state) =>
        [
          `a group that is ${state}`,
          groupAccess('Ops', 'one', [groupMember('ben')], { state }),
          `the group one is ${state.toLowerCase()}`,
        ] as const,
    ),
    [
      'a group whose state is not told',
      groupAccess('Ops', 'one', [groupMember('ben')], { state: null }),
      'whether the group one is active is not known',
    ],
    [
      'a group called Recovery whose kind is not told',
      groupAccess('Ops', 'Recovery', [groupMember('ben')], { groupType: null }),
      'whether ben@example.com may see passwords is not known',
    ],
    ...[
      'PENDING',
      'RECOVERY_STARTED',
      'RECOVERY_ACCEPTED',
      'TRANSFER_STARTED',
      'TRANSFER_PENDING',
      'UNKNOWN',
      'GONE',
    ].flatMap((state) =>
      [access('Ops', 'ben', { state }), groupAccess('Ops', 'one', [groupMember('ben', { state })])].map(
        (row) =>
          [
            `a ${row.accessorType === 'user' ? 'person' : 'member of a group'} who is ${state}`,
            row,
            `ben@example.com is ${state.toLowerCase()}`,
          ] as const,
      ),
    ),
  ])('%s leaves it unknown, unless there are two others', (_, row, why) => {
    expect(verdict([ana, row])).toBe('unknown');
    expect(reason([ana, row])).toContain('Seen to open it: ana@example.com');
    expect(reason([ana, row])).toContain(why);
    expect(verdict([ana, row, access('Ops', 'cleo')])).toBe('pass');
  });

  test('a doubt about the one person who is there is no doubt about a second', () => {
    expect(verdict([ana, access('Ops', 'ana', { canOpen: null })])).toBe('fail');
  });

  test('what a person may do besides makes up for a way of having it that does not count', () => {
    for (const row of [
      groupAccess('Ops', 'one', [groupMember('ben')], { groupType: 'RECOVERY' }),
      access('Ops', 'ben', { canOpen: false, permissions: ['manage_vault'] }),
    ])
      for (const rows of [
        [ana, row, groupAccess('Ops', 'two', [groupMember('ben')])],
        [ana, groupAccess('Ops', 'two', [groupMember('ben')]), row],
      ])
        expect(verdict(rows)).toBe('pass');
  });

  test('a doubt whether somebody may do more than is known of them is not lost', () => {
    const manages = access('Ops', 'ben', { canOpen: false, permissions: ['manage_vault'] });
    const untold = groupAccess('Ops', 'one', [groupMember('ben')], { state: null });
    expect(verdict([ana, manages, untold])).toBe('unknown');
    expect(verdict([ana, manages])).toBe('fail');
  });

  test('the address of a group is no person, by whatever list tells of it', () => {
    const mail = access('Ops', 'ops');
    expect(verdict([ana, mail])).toBe('pass');
    expect(reason([ana, mail], [googleGroups([group('ops', null)])])).toBe(
      'Only ana@example.com can open it. Does not count: ops@example.com is the address of a group.',
    );
  });

  test('a private vault that two people have is a shared one', () => {
    const own = (rows: readonly OnePasswordAccess[]) => {
      const parts = [
        onePassword('vaults', [vault('Ops', { type: 'private' })]),
        onePassword('vault-access', rows),
      ];
      return verdicts(control, { parts, settings: noPeople });
    };
    const manages = access('Ops', 'ben', { canOpen: false, permissions: ['manage_vault'] });
    expect(own([ana])).toEqual({});
    expect(own([ana, access('Ops', 'ben', { state: 'SUSPENDED' })])).toEqual({});
    expect(own([ana, groupAccess('Ops', 'Recovery', null, { recoveryOnly: true })])).toEqual({});
    expect(own([ana, ben])).toEqual({ Ops: 'pass' });
    expect(own([ana, manages])).toEqual({ Ops: 'fail' });
    expect(own([ana, access('Ops', 'ben', { state: 'FROZEN' })])).toEqual({ Ops: 'unknown' });
    expect(own([ana, groupAccess('Ops', 'one', null)])).toEqual({ Ops: 'unknown' });
  });

  test('of a vault without a type what it is decides, unless it passes as a shared one', () => {
    const untyped = (rows: readonly OnePasswordAccess[], vaults: World['settings'] = {}) => {
      const parts = [
        onePassword('vaults', [vault('Ops', { type: null })]),
        onePassword('vault-access', rows),
      ];
      return judge(control, { parts, settings: { ...noPeople, ...vaults } }).Ops;
    };
    expect(untyped([ana, ben])?.verdict).toBe('pass');
    expect(untyped([ana])).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('It is not known whether it is shared or one person’s own.'),
    });
    const twoWithoutBackup = [ana, access('Ops', 'ben', { permissions: ['view_items'] })];
    expect(untyped(twoWithoutBackup)?.verdict).toBe('fail');
    expect(untyped([ana], { vaults: [{ name: 'ops', members: ['ana@example.com'] }] })?.verdict).toBe('fail');
  });

  test('says beside each verdict who counts, who does not, and that there may be others', () => {
    const beside = (rows: readonly OnePasswordAccess[]) => judge(control, world(rows)).Ops?.seen;
    expect(beside([])).toBe('nobody');
    expect(beside([ana])).toBe('ana@example.com');
    expect(beside([ana, access('Ops', 'ben', { permissions: ['view_items'] })])).toBe(
      'ana@example.com; not counted: ben@example.com may not see passwords',
    );
    expect(beside([ana, groupAccess('Ops', 'one', null)])).toBe('ana@example.com; perhaps others');
  });

  test('namesakes are told apart by id', () => {
    const vaults = [vault('Ops'), vault('Ops', { id: 'v2' })];
    const parts = [onePassword('vaults', vaults), onePassword('vault-access', [ana, ben])];
    expect(verdicts(control, { parts, settings: noPeople })).toEqual({
      'vaults/v-Ops': 'pass',
      'vaults/v2': 'fail',
    });
  });

  test('an access list of a vault that is not in the list of vaults is not dropped', () => {
    expect(verdicts(control, world([ana, ben, access('Lost', 'ana')]))).toEqual({
      Ops: 'pass',
      'vault v-Lost': 'unknown',
    });
  });

  test('applies with 1Password alone', () => {
    expect(control.applies?.(['onepassword'])).toBeNull();
    expect(control.applies?.(['google-workspace'])).toContain('No 1Password');
  });
});

describe('with the list of 1Password users', () => {
  const silent = [ana, ben].map((row) => ({ ...row, email: null, state: null }));

  test('states and addresses come from there, by id', () => {
    const byApi = (...accounts: ReturnType<typeof account>[]) =>
      judge(control, {
        parts: [
          onePassword('vaults', [vault('Ops')]),
          onePassword('vault-access', silent),
          onePassword('users', accounts),
        ],
        settings: noPeople,
      }).Ops;
    expect(byApi(account('ana'), account('ben'))?.verdict).toBe('pass');
    expect(byApi(account('ana'), account('ben', { state: 'SUSPENDED' }))?.reason).toBe(
      'Only ana@example.com can open it.',
    );
  });

  test('an export that tells no state is not spoken for by it', () => {
    const users = [onePassword('users', [account('ana'), account('ben')])];
    expect(reason(silent, users)).toContain('the export does not say whether ana@example.com is active');
    expect(verdict(silent, users)).toBe('unknown');
  });

  test('by address where the ids of the two do not meet', () => {
    const users = [account('ana', { id: 'A' }), account('ben', { id: 'B', email: 'BEN@example.com' })];
    expect(verdict([ana, ben], [onePassword('users', users)])).toBe('pass');
  });

  test.each([
    ['is suspended there', [account('ana'), account('ben', { state: 'SUSPENDED' })], null, 'fail'],
    ['has no state there', [account('ana'), account('ben', { state: null })], null, 'unknown'],
    ['is not there', [account('ana')], null, 'unknown'],
    ['is not in the part that was seen', [account('ana')], cut, 'unknown'],
    ['is under an id that was not seen', [account('ana'), account('ben', { id: 'B' })], cut, 'unknown'],
    ['cannot be looked up, as the list failed', [], cut, 'unknown'],
    ['could never be looked up', [], notConfigured, 'pass'],
  ] as const)('it overrides an export that calls somebody active who %s', (_, users, problem, expected) => {
    expect(verdict([ana, ben], [onePassword('users', users, { problem })])).toBe(expected);
  });

  test('it does not overrule an export that saw somebody suspended, but one that saw them invited', () => {
    const users = [onePassword('users', [account('ana'), account('ben')])];
    const suspended = access('Ops', 'ben', { state: 'SUSPENDED' });
    expect(verdict([ana, suspended], users)).toBe('unknown');
    expect(reason([ana, suspended], users)).toContain(
      'ben@example.com is suspended in the export, and active',
    );
    expect(verdict([ana, access('Ops', 'ben', { state: 'TRANSFER_PENDING' })], users)).toBe('pass');
  });
});

describe('with the people source', () => {
  const settings = { people: { source: 'google', identities: [] } };
  const anaAgain = access('Ops', 'a.ruiz');
  const aliased = user('ana', { aliases: ['A.Ruiz@example.com'] });

  test('one person under two addresses is one person', () => {
    expect(verdict([ana, anaAgain], [googleUsers([aliased])], { settings })).toBe('fail');
    expect(verdict([ana, anaAgain, ben], [googleUsers([aliased, user('ben')])], { settings })).toBe('pass');
  });

  test('two addresses that a list cut short does not settle may be one person', () => {
    const found = judge(
      control,
      world([anaAgain, ana], [googleUsers([user('eve')], { problem: cut })], { settings }),
    ).Ops;
    expect(found).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('was not found in google, which did not show everybody'),
    });
    expect(verdict([anaAgain, ben], [googleUsers([user('ben')], { problem: cut })], { settings })).toBe(
      'unknown',
    );
    const both = googleUsers([user('ana'), user('ben')], { problem: cut });
    expect(verdict([ana, ben], [both], { settings })).toBe('pass');
    expect(verdict([ana, ben], [], { settings })).toBe('unknown');
  });

  test('somebody without an address may be anybody', () => {
    const nameless = access('Ops', 'x', { email: null });
    expect(verdict([ana, nameless], [googleUsers([aliased])], { settings })).toBe('unknown');
    expect(verdict([ana, nameless])).toBe('pass');
  });
});

describe('with 1Password groups that come from Google', () => {
  const opaque = groupAccess('Ops', 'Operations', null);
  const users = onePassword('users', [
    account('ana'),
    account('ben'),
    account('cleo', { state: 'SUSPENDED' }),
  ]);
  const settings = { ...noPeople, vaultGroups: { Operations: 'ops@example.com' } };
  const withMembers = (...names: string[]) =>
    googleGroups([
      group(
        'ops',
        names.map((name) => member(name)),
      ),
    ]);

  test('nothing passes or fails by what Google says in 1Password’s place; who it is, is told', () => {
    for (const names of [['ben'], ['ben', 'ana'], ['cleo', 'dan'], []])
      expect(verdict([ana, opaque], [users, withMembers(...names)], { settings })).toBe('unknown');
    expect(reason([ana, opaque], [users, withMembers('ben')], { settings })).toBe(
      'Seen to open it: ana@example.com and ben@example.com; but the members of the group Operations are not known, and the Google group ops@example.com does not show them.',
    );
    expect(verdict([ana, ben, opaque], [users, withMembers()], { settings })).toBe('pass');
  });

  test('the group may be named by its id', () => {
    const byId = { ...noPeople, vaultGroups: { 'group-Operations': 'ops@example.com' } };
    expect(reason([ana, opaque], [users, withMembers('ben')], { settings: byId })).toContain(
      'ben@example.com',
    );
  });

  test('without a list of 1Password users nobody of them is certain', () => {
    expect(reason([ana, opaque], [withMembers('ben', 'cleo')], { settings })).not.toContain('ben@');
    const part = onePassword('users', [account('ana')], { problem: cut });
    expect(reason([ana, opaque], [part, withMembers('ben')], { settings })).not.toContain('ben@');
  });

  test('a group that was not read leaves it unknown, and one that the configuration does not name', () => {
    expect(verdict([ana, opaque], [users], { settings })).toBe('unknown');
    expect(verdict([ana, opaque], [users, withMembers('ben')], { settings: noPeople })).toBe('unknown');
  });

  test('a group called like something that every object has is only a name', () => {
    const odd = groupAccess('Ops', 'constructor', null);
    expect(verdict([ana, odd], [users, withMembers('ben')], { settings })).toBe('unknown');
  });

  test('of two accounts under one address the active one counts, in whichever order', () => {
    const two = [account('ben'), account('ben', { id: 'op-2', state: 'SUSPENDED' })];
    for (const accounts of [two, two.toReversed()]) {
      const list = onePassword('users', [account('ana'), ...accounts]);
      expect(reason([ana, opaque], [list, withMembers('ben')], { settings })).toContain('ben@example.com');
    }
  });

  test('a Google address that is an alias of the 1Password one is the same person', () => {
    const source = { ...settings, people: { source: 'google', identities: [] } };
    const people = googleUsers([user('ben', { aliases: ['b.okafor@example.com'] }), user('ana')]);
    const given = [users, people, withMembers('b.okafor')];
    expect(reason([ana, opaque], given, { settings: source })).toContain(
      'ana@example.com and ben@example.com',
    );
    expect(reason([ben, opaque], given, { settings: source })).toContain('open it: ben@example.com;');
    const told = groupAccess('Ops', 'Operations', [groupMember('ben')]);
    expect(verdict([ana, told], given, { settings: source })).toBe('pass');
  });
});

describe('with a 1Password group whose members are told, and that comes from Google besides', () => {
  const settings = { ...noPeople, vaultGroups: { Operations: 'ops@example.com' } };
  const users = onePassword('users', [
    account('ana'),
    account('ben'),
    account('cleo', { state: 'SUSPENDED' }),
  ]);
  const told = (...names: string[]) =>
    groupAccess(
      'Ops',
      'Operations',
      names.map((name) => groupMember(name)),
    );
  const filled = (...names: string[]) => [
    users,
    googleGroups([
      group(
        'ops',
        names.map((name) => member(name)),
      ),
    ]),
  ];

  test('both count where they agree; who has no active account is in neither', () => {
    expect(verdict([told('ana', 'ben')], filled('ana', 'ben'), { settings })).toBe('pass');
    expect(verdict([told('ana', 'ben', 'cleo')], filled('ben', 'ana', 'dan'), { settings })).toBe('pass');
    expect(verdict([told('ana')], filled('ana', 'cleo', 'dan'), { settings })).toBe('fail');
  });

  test('somebody whom only one of them has may be in it or not, and is named', () => {
    expect(judge(control, world([told('ana', 'ben')], filled('ana'), { settings })).Ops).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('ben@example.com is in the group Operations, and not in the Google'),
    });
    expect(judge(control, world([told('ana')], filled('ana', 'ben'), { settings })).Ops).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('ben@example.com is in the Google group ops@example.com, and not in'),
    });
    expect(verdict([told('ana', 'ben'), ben], filled('ana'), { settings })).toBe('pass');
  });

  test('where the Google group was not read, whether they agree is not known', () => {
    expect(verdict([told('ana', 'ben')], [users], { settings })).toBe('unknown');
    expect(verdict([told('ana')], [users], { settings })).toBe('unknown');
    const [, whole] = filled('ana');
    const part = whole ? [users, { ...whole, problem: cut }] : [];
    expect(reason([told('ana', 'ben')], part, { settings })).toContain(
      'whether the group Operations is as Google has it was not seen',
    );
  });

  test('somebody who may have an account under an address not seen is not written off', () => {
    const source = { ...settings, people: { source: 'google', identities: [] } };
    const cutShort = [...filled('ana', 'dan'), googleUsers([user('ana')], { problem: cut })];
    expect(verdict([told('ana')], cutShort, { settings: source })).toBe('unknown');
    const whole = [...filled('ana', 'dan'), googleUsers([user('ana')])];
    expect(verdict([told('ana')], whole, { settings: source })).toBe('fail');
  });
});

import { describe, expect, test } from '@jest/globals';
import type { GoogleUser } from '../../../../lib/evidence/datasets/google-workspace.ts';
import type { OnePasswordAccess, OnePasswordVault } from '../../../../lib/evidence/datasets/onepassword.ts';
import { sharedVaultsNeedToKnow as control } from '../../../../lib/providers/onepassword/controls/shared-vaults-need-to-know.ts';
import {
  access,
  account,
  cut,
  event,
  exported,
  googleGroups,
  googleUsers,
  groupAccess,
  groupMember,
  judge,
  onePassword,
  type Part,
  user,
  vault,
  verdicts,
  type World,
} from '../../../controls/people/world.ts';
import { group, member } from '../../google-workspace/controls/world.ts';

const noPeople = { people: { source: null, identities: [] } };
const withPeople = { people: { source: 'google', identities: [] } };
const ana = access('Ops', 'ana');
const ben = access('Ops', 'ben');

function named(...members: string[]) {
  return [
    {
      name: 'ops',
      members: members.map((member) => (member === 'everyone' ? member : `${member}@example.com`)),
    },
  ];
}

function world(
  rows: readonly OnePasswordAccess[],
  members: readonly string[],
  parts: readonly Part[] = [],
  settings: World['settings'] = noPeople,
): World {
  return {
    parts: [
      onePassword('vaults', [vault('Ops')], { document: exported }),
      onePassword('vault-access', rows, { document: exported }),
      ...parts,
    ],
    settings: { ...settings, vaults: named(...members) },
  };
}

function ops(...given: Parameters<typeof world>) {
  return judge(control, world(...given)).Ops;
}

describe('shared vaults are need-to-know', () => {
  test('exactly the people named pass, plainly, whatever the case of letters', () => {
    const shouted = access('Ops', 'ben', { email: 'BEN@Example.com' });
    expect(ops([ana, shouted], ['ana', 'ben'])).toEqual({
      subject: 'Ops',
      verdict: 'pass',
      reason: '',
      expected: 'ana@example.com, ben@example.com',
      seen: 'ana@example.com, ben@example.com',
    });
  });

  test('somebody not named fails it, and so does somebody named without access', () => {
    expect(ops([ana, ben], ['ana'])).toMatchObject({
      verdict: 'fail',
      reason: 'Open to ben@example.com, not named for it.',
    });
    expect(ops([ana], ['ana', 'ben'])).toMatchObject({
      verdict: 'fail',
      reason: 'Not open to ben@example.com, named for it.',
    });
    expect(ops([ben], ['ana'])?.reason).toBe(
      'Open to ben@example.com, not named for it; Not open to ana@example.com, named for it.',
    );
  });

  test('a vault that is not named fails, one of everyone too; a private one is not judged', () => {
    const vaults = [vault('Press'), vault('All', { type: 'everyone' }), vault('Own', { type: 'private' })];
    const parts = [onePassword('vaults', vaults), onePassword('vault-access', [])];
    const found = judge(control, { parts, settings: noPeople });
    expect(Object.values(found).map(({ subject, verdict }) => [subject, verdict])).toEqual([
      ['Press', 'fail'],
      ['All', 'fail'],
    ]);
    expect(found.Press?.reason).toContain('Not named under vaults');
  });

  test('a named vault that is not seen is unknown, and says who did not see it', () => {
    const settings = {
      ...noPeople,
      vaults: [...named('ana'), { name: 'Gone', members: ['ana@example.com'] }],
    };
    const parts = [onePassword('vaults', [vault('Ops')]), onePassword('vault-access', [ana])];
    expect(judge(control, { parts, settings }).Gone).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('visible to admin@example.com, or it is gone'),
    });
    expect(verdicts(control, { parts: [], settings })).toEqual({ ops: 'unknown', Gone: 'unknown' });
  });

  test('namesakes are matched by id, or share the entry of their name', () => {
    const vaults = [vault('Ops'), vault('Ops', { id: 'v2' }), vault('Ops', { id: 'v3' })];
    const second = access('Ops', 'ben', { vaultId: 'v2' });
    const third = access('Ops', 'cleo', { vaultId: 'v3' });
    const parts = [onePassword('vaults', vaults), onePassword('vault-access', [ana, second, third])];
    const entries = [
      ...named('ana'),
      { name: 'v2', members: ['ben@example.com'] },
      { name: 'Ops (v3)', members: ['cleo@example.com'] },
    ];
    expect(verdicts(control, { parts, settings: { ...noPeople, vaults: entries } })).toEqual({
      'vaults/v-Ops': 'pass',
      'vaults/v2': 'pass',
      'vaults/v3': 'pass',
    });
  });

  test.each([
    ['a suspended person', access('Ops', 'ben', { state: 'SUSPENDED' })],
    ['a service account', access('Ops', 'bot', { accessorType: 'service' })],
    ['a recovery group', groupAccess('Ops', 'Recovery', [groupMember('ben')], { recoveryOnly: true })],
    ['a deleted person', access('Ops', 'ben', { state: 'DELETED' })],
    [
      'somebody who was deprovisioned before they signed up',
      access('Ops', 'ben', { state: 'TRANSFER_SUSPENDED' }),
    ],
    ['somebody without any right', access('Ops', 'ben', { canOpen: false, permissions: [] })],
    [
      'somebody who may recover others',
      access('Ops', 'ben', { canOpen: false, permissions: ['RECOVER_VAULT'] }),
    ],
    ['a deleted group', groupAccess('Ops', 'one', [groupMember('ben')], { state: 'DELETED' })],
    ['a deleted group of unknown people', groupAccess('Ops', 'one', null, { state: 'DELETED' })],
    ['a group that we have no state of, of nobody', groupAccess('Ops', 'one', [], { state: null })],
    ['an empty group', groupAccess('Ops', 'one', [])],
    ['a group with a named person', groupAccess('Ops', 'one', [groupMember('ana'), groupMember('ana')])],
  ])('%s beside those named changes nothing', (_, row) => {
    expect(ops([ana, row], ['ana'])?.verdict).toBe('pass');
  });

  test.each([
    'view_items',
    'view_and_copy_passwords',
    'view_item_history',
    'manage_vault',
    'export_items',
    'print_items',
    'copy_and_share_items',
    'import_items',
    'create_items',
    'edit_items',
    'archive_items',
    'delete_items',
    'allow_managing',
    'READ_ITEMS',
    'MANAGE_VAULT',
    'EXPORT_ITEMS',
    'PRINT_ITEMS',
    'SEND_ITEMS',
  ])('any right on a vault is having it: %s', (right) => {
    const some = { canOpen: false, permissions: [right] };
    for (const row of [
      access('Ops', 'ben', some),
      groupAccess('Ops', 'one', [groupMember('ben')], some),
      groupAccess('Ops', 'Recovery', [groupMember('ben')], { ...some, groupType: 'RECOVERY' }),
    ]) {
      expect(ops([ana, row], ['ana'])?.reason).toBe('Open to ben@example.com, not named for it.');
      expect(ops([ana, row], ['ana', 'ben'])?.verdict).toBe('pass');
    }
  });

  test.each([
    ['by its type', { groupType: 'RECOVERY', name: 'Recovery' }],
    ['by the SDK’s word', { groupType: 'recovery', name: 'Recovery' }],
    ['by its name alone', { groupType: null, name: 'Recovery' }],
  ])('a group for recovery that may view items is not left out: %s', (_, changes) => {
    const row = groupAccess('Ops', 'rec', [groupMember('ben')], changes);
    expect(ops([ana, row], ['ana'])?.verdict).toBe('fail');
    expect(ops([ana, groupAccess('Ops', 'rec', null, changes)], ['ana'])?.verdict).toBe('unknown');
  });

  test('a private vault that two people have is a shared one, by whatever right', () => {
    const own = (...rows: OnePasswordAccess[]) => {
      const parts = [
        onePassword('vaults', [vault('Own', { type: 'private' })]),
        onePassword('vault-access', rows),
      ];
      return verdicts(control, { parts, settings: noPeople });
    };
    const mine = access('Own', 'ana');
    expect(own(mine)).toEqual({});
    expect(own(mine, access('Own', 'ana', { email: 'ANA@example.com' }))).toEqual({});
    expect(own(mine, access('Own', 'ben', { canOpen: false, permissions: ['manage_vault'] }))).toEqual({
      Own: 'fail',
    });
    expect(own(mine, groupAccess('Own', 'one', [groupMember('ben')]))).toEqual({ Own: 'fail' });
    expect(own(mine, groupAccess('Own', 'one', null))).toEqual({ Own: 'unknown' });
    expect(own(mine, access('Own', 'ben', { state: null }))).toEqual({ Own: 'unknown' });
    expect(own(access('Own', 'ana', { state: null }))).toEqual({});
  });

  test('a vault without a type is no failure for not being named, unless two people have it', () => {
    const untyped = (...rows: OnePasswordAccess[]) => {
      const parts = [
        onePassword('vaults', [vault('Own', { type: null })]),
        onePassword('vault-access', rows),
      ];
      return judge(control, { parts, settings: noPeople }).Own;
    };
    const mine = access('Own', 'ana');
    for (const found of [untyped(), untyped(mine), untyped(mine, access('Own', 'ben', { state: null }))])
      expect(found).toMatchObject({
        verdict: 'unknown',
        reason: expect.stringContaining('It is not known whether it is shared or one person’s own'),
      });
    expect(untyped(mine, access('Own', 'ben'))?.verdict).toBe('fail');
  });

  test('a vault without a type that is named is judged like any other', () => {
    const parts = (...rows: OnePasswordAccess[]) => [
      onePassword('vaults', [vault('Ops', { type: null })]),
      onePassword('vault-access', rows),
    ];
    const settings = { ...noPeople, vaults: named('ana', 'ben') };
    expect(verdicts(control, { parts: parts(ana, ben), settings })).toEqual({ Ops: 'pass' });
    expect(verdicts(control, { parts: parts(ana), settings })).toEqual({ Ops: 'fail' });
  });

  test('a vault without a type that is named for one or for nobody is no pass: it may be somebody’s own', () => {
    const verdictsOf = (members: readonly string[], ...rows: OnePasswordAccess[]) => {
      const parts = (type: OnePasswordVault['type']) => [
        onePassword('vaults', [vault('Ops', { type })]),
        onePassword('vault-access', rows),
      ];
      const settings = { ...noPeople, vaults: [{ name: 'Ops', members }] };
      return [null, 'private' as const, 'shared' as const].map(
        (type) => judge(control, { parts: parts(type), settings }).Ops?.verdict,
      );
    };
    expect(verdictsOf([])).toEqual(['unknown', 'unknown', 'pass']);
    expect(verdictsOf(['ana@example.com'], ana)).toEqual(['unknown', 'unknown', 'pass']);
    expect(verdictsOf(['ben@example.com'], ana)[0]).toBe('fail');
  });

  test('two accounts of one person make that person unknown, and nobody else', () => {
    const users = onePassword('users', [account('ana'), account('a.ruiz'), account('ben'), account('cleo')]);
    const people = googleUsers([user('ana', { aliases: ['a.ruiz@example.com'] }), user('ben'), user('cleo')]);
    const given = [users, people];
    expect(ops([ana, ben], ['ana', 'ben'], given, withPeople)).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('ana@example.com has several accounts'),
    });
    expect(ops([ben], ['ben'], given, withPeople)?.verdict).toBe('pass');
    expect(ops([ana, ben, access('Ops', 'cleo')], ['ana', 'ben'], given, withPeople)?.reason).toBe(
      'Open to cleo@example.com, not named for it.',
    );
  });

  test('says beside each verdict who is named and who has it', () => {
    expect(ops([ana, ben], ['ana'])).toMatchObject({
      expected: 'ana@example.com',
      seen: 'ana@example.com, ben@example.com',
    });
    expect(ops([ana, access('Ops', 'x', { state: null })], ['ana'])).toMatchObject({
      seen: 'ana@example.com; perhaps x@example.com',
    });
    expect(ops([ana, groupAccess('Ops', 'one', null)], ['ana'])?.seen).toBe(
      'ana@example.com; perhaps others',
    );
    expect(ops([], [])).toMatchObject({ verdict: 'pass', expected: 'nobody', seen: 'nobody' });
    const parts = [
      onePassword('vaults', [vault('Press')]),
      onePassword('vault-access', [access('Press', 'ana')]),
    ];
    expect(judge(control, { parts, settings: { ...noPeople, vaults: named('ana') } })).toMatchObject({
      Press: { expected: 'nobody is named for it', seen: 'ana@example.com' },
      ops: { expected: 'ana@example.com', seen: 'no such vault' },
    });
    const many = Array.from({ length: 25 }, (_, n) => access('Ops', `p${n + 10}`));
    expect(ops(many, [])?.seen).toMatch(/^p10@example\.com, .*p29@example\.com and 5 more$/);
  });

  test('a named person who is suspended does not have it', () => {
    expect(ops([ana, access('Ops', 'ben', { state: 'SUSPENDED' })], ['ana', 'ben'])?.verdict).toBe('fail');
    const users = [account('ana'), account('ben', { state: 'SUSPENDED' })];
    expect(ops([ana, ben], ['ana', 'ben'], [onePassword('users', users)])?.verdict).toBe('fail');
  });

  test.each([
    ['a group whose people are not told', groupAccess('Ops', 'one', null)],
    ['somebody without an address', access('Ops', 'x', { email: null })],
    ['a person whose state is not told', access('Ops', 'x', { state: null })],
    ['permissions that could not be read', access('Ops', 'x', { canOpen: null, permissions: [] })],
    [
      'permissions in words that are new',
      access('Ops', 'x', { canOpen: null, permissions: ['something_new'] }),
    ],
    ['a holder of an unknown kind', access('Ops', 'x', { kind: null })],
    ['a state that we have no word for', access('Ops', 'x', { state: 'RECOVERY_STARTED' })],
    [
      'a member in a state that we have no word for',
      groupAccess('Ops', 'one', [groupMember('x', { state: 'PENDING' })]),
    ],
    [
      'a group in a state that we have no word for',
      groupAccess('Ops', 'one', [groupMember('x')], { state: 'INACTIVE' }),
    ],
    ['a group whose state is not told', groupAccess('Ops', 'one', [groupMember('x')], { state: null })],
  ])('%s leaves it unknown, unless somebody surely should not have it', (_, row) => {
    expect(ops([ana, row], ['ana'])?.verdict).toBe('unknown');
    expect(ops([ana, ben, row], ['ana'])?.verdict).toBe('fail');
  });

  test('somebody named may be among people who are not told, but not be one who is', () => {
    expect(ops([ana, groupAccess('Ops', 'one', null)], ['ana', 'ben'])?.verdict).toBe('unknown');
    expect(ops([ana, access('Ops', 'ben', { state: null })], ['ana', 'ben'])?.verdict).toBe('unknown');
    expect(ops([ana, access('Ops', 'x', { state: null })], ['ana', 'ben'])?.verdict).toBe('fail');
  });

  test('a list cut short proves who has it, not who does not', () => {
    const parts = (rows: OnePasswordAccess[]) => [
      onePassword('vaults', [vault('Ops')]),
      onePassword('vault-access', rows, { problem: cut }),
    ];
    const settings = { ...noPeople, vaults: named('ana', 'ben') };
    expect(verdicts(control, { parts: parts([ana]), settings })).toEqual({ Ops: 'unknown' });
    expect(verdicts(control, { parts: parts([ana, ben]), settings })).toEqual({ Ops: 'unknown' });
    expect(verdicts(control, { parts: parts([access('Ops', 'x')]), settings })).toEqual({ Ops: 'fail' });
  });

  test('people are the same under an alias, whichever side uses it', () => {
    const people = googleUsers([user('ana', { aliases: ['A.Ruiz@example.com'] })]);
    expect(ops([access('Ops', 'a.ruiz')], ['ana'], [people], withPeople)?.verdict).toBe('pass');
    expect(ops([ana], ['a.ruiz'], [people], withPeople)?.verdict).toBe('pass');
  });

  test('two addresses that a source cut short does not settle may be one person', () => {
    const people = googleUsers([user('ana')], { problem: cut });
    expect(ops([access('Ops', 'b')], ['ben'], [people], withPeople)?.verdict).toBe('unknown');
    expect(ops([access('Ops', 'b')], ['ana'], [people], withPeople)?.verdict).toBe('fail');
    expect(ops([ana, access('Ops', 'b')], ['ana', 'b'], [people], withPeople)?.verdict).toBe('pass');
  });
});

describe('a need-to-know vault that events speak of', () => {
  const events = (...changes: Parameters<typeof event>) => [onePassword('events', changes.map(event))];
  const granted = { objectType: 'uva', action: 'grant', objectId: 'v-Ops', auxId: 'op-x' };

  test('is unknown after a change, unless nobody named it at all', () => {
    expect(ops([ana], ['ana'], events(granted))?.verdict).toBe('unknown');
    const { parts } = world([ana], [], events(granted));
    expect(verdicts(control, { parts, settings: noPeople })).toEqual({ Ops: 'fail' });
  });

  test('is unknown after it was deleted, named or not', () => {
    const { parts } = world([ana], [], events({ objectType: 'vault', action: 'delete', objectId: 'v-Ops' }));
    expect(verdicts(control, { parts, settings: noPeople })).toEqual({ Ops: 'unknown' });
  });

  test('is unknown when events were not all seen, where it would pass', () => {
    const part = [onePassword('events', [], { problem: cut })];
    expect(ops([ana], ['ana'], part)?.verdict).toBe('unknown');
    expect(ops([ana, ben], ['ana'], part)?.verdict).toBe('fail');
  });

  test('is unknown when the snapshot does not show it', () => {
    const parts = world([ana], ['ana'], events({ ...granted, objectId: 'v-secret' }));
    expect(verdicts(control, parts)).toEqual({ Ops: 'pass', 'vault v-secret': 'unknown' });
  });
});

describe('a vault for everyone', () => {
  function everyone(
    users: readonly GoogleUser[],
    rows: readonly OnePasswordAccess[],
    more = {},
    also: string[] = [],
  ) {
    return ops(rows, ['everyone', ...also], [googleUsers(users, more)], withPeople);
  }

  test('is for every active person of the people source and nobody else', () => {
    const users = [
      user('ana'),
      user('ben', { aliases: ['b@example.com'] }),
      user('old', { suspended: true }),
    ];
    expect(everyone(users, [ana, access('Ops', 'b')])?.verdict).toBe('pass');
    expect(everyone(users, [ana])?.reason).toBe('Not open to ben@example.com, named for it.');
    expect(everyone(users, [ana, ben, access('Ops', 'old')])?.reason).toBe(
      'Open to old@example.com, not named for it.',
    );
    expect(everyone(users, [ana, ben, access('Ops', 'x')])?.verdict).toBe('fail');
  });

  test('says so beside its verdict', () => {
    expect(everyone([user('ana')], [ana])).toMatchObject({
      verdict: 'pass',
      expected: 'everyone active in google',
      seen: 'ana@example.com',
    });
    expect(everyone([user('ana')], [ana], {}, ['x'])?.expected).toBe(
      'everyone active in google, x@example.com',
    );
  });

  test('may have others named beside them', () => {
    expect(everyone([user('ana')], [ana, access('Ops', 'x')], {}, ['x'])?.verdict).toBe('pass');
    expect(everyone([user('ana')], [ana], {}, ['x'])?.reason).toBe(
      'Not open to x@example.com, named for it.',
    );
    expect(everyone([user('ana')], [], {}, ['ana'])?.reason).toBe(
      'Not open to ana@example.com, named for it.',
    );
  });

  test('names a few of many', () => {
    const users = Array.from({ length: 9 }, (_, i) => user(`p${i}`));
    expect(everyone(users, [ana])?.reason).toContain(
      'Not open to p0@example.com, p1@example.com, p2@example.com, p3@example.com, p4@example.com and 4 more',
    );
  });

  test.each([
    ['the source was cut short', [user('ana')], { problem: cut }],
    ['somebody may not be active', [user('ana'), user('ben', { suspended: null })], {}],
    ['a holder may not be active', [user('ana', { archived: null })], {}],
  ])('is unknown when %s', (_, users, more) => {
    expect(everyone(users, [ana], more)?.verdict).toBe('unknown');
  });

  test('is unknown when the source holds nobody, even for a vault of nobody', () => {
    expect(everyone([], [])?.verdict).toBe('unknown');
  });

  test('is unknown without a people source', () => {
    expect(ops([ana], ['everyone'])).toMatchObject({ verdict: 'unknown' });
    expect(ops([], ['everyone'])).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('set people.source'),
    });
  });
});

describe('with a 1Password group that is filled from a Google group', () => {
  const settings = { ...noPeople, vaultGroups: { synced: 'ops@example.com' } };
  const users = onePassword('users', [account('ana'), account('ben')]);
  const filled = (...names: string[]) => [
    users,
    googleGroups([
      group('ops', [...names.map((name) => member(name)), member('night', 'GROUP')]),
      group('night', []),
    ]),
  ];
  const synced = (...names: string[]) =>
    groupAccess(
      'Ops',
      'synced',
      names.map((name) => groupMember(name)),
    );
  const opaque = groupAccess('Ops', 'synced', null);

  test('an empty Google group does not show that the vault is open to nobody', () => {
    const told = [synced('ana', 'ben')];
    expect(ops(told, [], [users], noPeople)?.verdict).toBe('fail');
    expect(ops(told, [], filled(), settings)?.verdict).toBe('unknown');
    expect(ops([opaque], [], filled(), settings)).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('the members of the group synced are not known'),
    });
  });

  test('who is in the Google group can speak against it, and nobody in it speaks for it', () => {
    expect(ops([opaque], ['ana'], filled('ana'), settings)?.verdict).toBe('unknown');
    expect(ops([opaque], ['ana', 'ben'], filled('ana'), settings)?.verdict).toBe('unknown');
    expect(ops([opaque], ['ana'], filled('ana', 'ben'), settings)).toMatchObject({
      verdict: 'fail',
      reason: 'Open to ben@example.com, not named for it.',
    });
  });

  test('where both are told, they must agree', () => {
    expect(ops([synced('ana', 'ben')], ['ana', 'ben'], filled('ben', 'ana'), settings)?.verdict).toBe('pass');
    expect(ops([synced('ana', 'ben')], ['ana', 'ben'], filled('ana'), settings)?.verdict).toBe('unknown');
    expect(ops([synced('ana')], ['ana'], filled('ana', 'ben'), settings)?.verdict).toBe('unknown');
    expect(ops([synced('ana', 'ben')], ['ana'], filled('ben', 'ana'), settings)?.verdict).toBe('fail');
  });
});

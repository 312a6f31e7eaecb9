import { describe, expect, test } from '@jest/globals';
import type { OnePasswordEvent } from '../../../../lib/evidence/datasets/onepassword.ts';
import { sharedVaultsHaveABackup as control } from '../../../../lib/providers/onepassword/controls/shared-vaults-have-a-backup.ts';
import {
  access,
  account,
  cut,
  event,
  exported,
  groupAccess,
  groupMember,
  judge,
  notConfigured,
  onePassword,
  type Part,
  vault,
  verdicts,
} from '../../../controls/people/world.ts';

const rows = [access('Ops', 'ana'), groupAccess('Ops', 'team', [groupMember('ben')])];
const settings = { people: { source: null, identities: [] } };

function parts(events: Part, snapshot: Part['document'] = exported): Part[] {
  return [
    onePassword('vaults', [vault('Ops')], { document: snapshot ?? {} }),
    onePassword('vault-access', rows, { document: snapshot ?? {} }),
    events,
  ];
}

function ops(changes: Partial<OnePasswordEvent>, snapshot: Part['document'] = exported) {
  return judge(control, { parts: parts(onePassword('events', [event(changes)]), snapshot), settings }).Ops;
}

describe('an export that events contradict', () => {
  test.each([
    ['a grant to a person', { objectType: 'uva', action: 'grant', objectId: 'v-Ops', auxId: 'op-x' }],
    [
      'a grant with the ids the other way about',
      { objectType: 'uva', action: 'grant', objectId: 'op-x', auxId: 'v-Ops' },
    ],
    ['a revocation of a group', { objectType: 'gva', action: 'revoke', objectId: 'v-Ops', auxId: 'group-y' }],
    ['changed permissions', { objectType: 'gva', action: 'update', objectId: 'group-y', auxId: 'v-Ops' }],
    [
      'somebody joining its group',
      { objectType: 'gm', action: 'join', objectId: 'group-team', auxId: 'op-x' },
    ],
    [
      'somebody leaving its group',
      { objectType: 'gm', action: 'leave', objectId: 'op-x', auxId: 'group-team' },
    ],
    [
      'something done to a person’s access that we have no word for',
      { objectType: 'uva', action: 'replace', objectId: 'v-Ops', auxId: 'op-x' },
    ],
    [
      'something done to a group’s access that is not told',
      { objectType: 'gva', action: null, objectId: 'v-Ops', auxId: 'group-y' },
    ],
    [
      'something done to its group’s people that we have no word for',
      { objectType: 'gm', action: 'unknown', objectId: 'group-team', auxId: 'op-x' },
    ],
    ['the end of its group', { objectType: 'group', action: 'delete', objectId: 'group-team' }],
    [
      'something done to the vault that we have no word for',
      { objectType: 'vault', action: 'transfer', objectId: 'v-Ops' },
    ],
    [
      'something done to the vault that is not told',
      { objectType: 'vault', action: null, objectId: 'v-Ops' },
    ],
    [
      'something done to its group that we have no word for',
      { objectType: 'group', action: 'unknown', objectId: 'group-team' },
    ],
    [
      'something that names the vault as an object that we have no word for',
      { objectType: 'vaultgrant', action: 'create', objectId: 'v-Ops', auxId: 'op-x' },
    ],
    [
      'something that names its group and not what kind of thing it is',
      { objectType: null, action: 'join', objectId: 'group-team', auxId: 'op-x' },
    ],
  ])('is unknown after %s', (_, changes) => {
    expect(ops(changes)).toMatchObject({
      subject: 'Ops',
      verdict: 'unknown',
      reason: 'Membership changed on 2026-11-22, after the export of 2026-11-20: make a new export.',
    });
  });

  test('is unknown after the vault was deleted', () => {
    const found = ops({ objectType: 'vault', action: 'delete', objectId: 'v-Ops' });
    expect(found).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('It was deleted on 2026-11-22'),
    });
  });

  test.each([
    [
      'before the export',
      { objectType: 'uva', action: 'grant', objectId: 'v-Ops', timestamp: '2026-11-20T08:59:59Z' },
    ],
    ['of another group', { objectType: 'gm', action: 'join', objectId: 'group-y', auxId: 'op-x' }],
    [
      'of its group on another vault',
      { objectType: 'gva', action: 'grant', objectId: 'v-x', auxId: 'group-team' },
    ],
    ['of a role in its group', { objectType: 'gm', action: 'role', objectId: 'group-team', auxId: 'op-x' }],
    ['of another kind', { objectType: 'item', action: 'update', objectId: 'v-Ops' }],
    ['of its name', { objectType: 'vault', action: 'update', objectId: 'v-Ops' }],
    ['of its being exported', { objectType: 'vault', action: 'export', objectId: 'v-Ops' }],
    ['of its group’s name', { objectType: 'group', action: 'update', objectId: 'group-team' }],
    ['that is a sign-in', { feed: 'sign-in', objectType: 'uva', action: 'grant', objectId: 'v-Ops' }],
  ] as [string, Partial<OnePasswordEvent>][])('stands after an event %s', (_, changes) => {
    expect(ops(changes)?.verdict).toBe('pass');
  });

  test.each([
    ['at the very moment', '2026-11-20T09:00:00Z'],
    ['in another time zone, later', '2026-11-20T09:30:00+00:15'],
    ['at a time that cannot be read', 'yesterday'],
  ])('does not stand after an event %s', (_, timestamp) => {
    expect(ops({ objectType: 'uva', action: 'grant', objectId: 'v-Ops', timestamp })?.verdict).toBe(
      'unknown',
    );
  });

  test('does not stand after an event that an earlier night collected', () => {
    const earlier = [
      event({ objectType: 'uva', action: 'revoke', objectId: 'v-Ops', timestamp: '2026-11-21T10:00:00Z' }),
    ];
    // Whether or not tonight's could be seen, and where their token was taken away.
    for (const problem of [{}, { problem: cut }, { problem: notConfigured }]) {
      const events = onePassword('events', [], { earlier, ...problem });
      expect(judge(control, { parts: parts(events), settings }).Ops).toMatchObject({
        verdict: 'unknown',
        reason: expect.stringContaining('changed on 2026-11-21'),
      });
    }
  });

  test('is what the events are for: what was asked of the API tonight needs none', () => {
    expect(ops({ objectType: 'uva', action: 'revoke', objectId: 'v-Ops' }, { origin: 'api' })?.verdict).toBe(
      'pass',
    );
  });

  test.each([
    ['cut short', onePassword('events', [event({})], { problem: cut }), 'unknown'],
    ['not there at all', onePassword('events', [], { problem: cut }), 'unknown'],
    ['empty', onePassword('events', []), 'pass'],
    ['not configured', onePassword('events', [], { problem: notConfigured }), 'pass'],
    ['of another connection', onePassword('events', [], { problem: cut, connection: 'b' }), 'pass'],
  ])('with events %s', (_, events, expected) => {
    expect(verdicts(control, { parts: parts(events), settings })).toEqual({ Ops: expected });
  });

  test('a failure needs no events to stand', () => {
    const [vaults, , events] = parts(onePassword('events', [], { problem: cut }));
    const alone = onePassword('vault-access', rows.slice(0, 1), { document: exported });
    const given = [vaults, alone, events].filter((part) => part !== undefined);
    expect(verdicts(control, { parts: given, settings })).toEqual({ Ops: 'fail' });
  });

  test('an export that does not say when it was made cannot be held against events', () => {
    const found = ops({}, { origin: 'export', exportedAt: null });
    expect(found).toMatchObject({ verdict: 'unknown', reason: 'The export does not say when it was made.' });
  });
});

describe('somebody suspended after the export', () => {
  const suspended = { objectType: 'user', action: 'suspend', objectId: 'op-ben' };

  test.each([
    ['suspended', suspended],
    ['deleted', { ...suspended, action: 'delete' }],
    ['suspended, told by address', { ...suspended, objectId: null, auxEmail: 'Ben@example.com' }],
  ])('is not counted for certain when %s', (_, changes) => {
    expect(ops(changes)).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('ben@example.com was suspended or deleted on 2026-11-22'),
    });
  });

  test('is counted when it was before the export, or was somebody else', () => {
    expect(ops({ ...suspended, timestamp: '2026-11-19T00:00:00Z' })?.verdict).toBe('pass');
    expect(ops({ ...suspended, objectId: 'op-eve' })?.verdict).toBe('pass');
    expect(ops({ ...suspended, action: 'reactive' })?.verdict).toBe('pass');
  });

  test('is as the list of users says, where there is one', () => {
    const users = onePassword('users', [account('ana'), account('ben')]);
    const given = [...parts(onePassword('events', [event(suspended)])), users];
    expect(verdicts(control, { parts: given, settings })).toEqual({ Ops: 'pass' });
  });
});

describe('vaults that events name and the source does not show', () => {
  const grant = { objectType: 'uva', action: 'grant', objectId: 'v-secret', auxId: 'op-x' };

  function found(events: Partial<OnePasswordEvent>[], more: Partial<Part> = {}) {
    const part = { ...onePassword('events', events.map(event)), ...more };
    return verdicts(control, { parts: parts(part, { origin: 'api' }), settings });
  }

  test('are unknown, one subject each', () => {
    expect(found([grant, { ...grant, auxId: 'op-y' }])).toEqual({ Ops: 'pass', 'vault v-secret': 'unknown' });
    expect(found([{ objectType: 'vault', action: 'update', objectId: 'v-new' }])).toMatchObject({
      'vault v-new': 'unknown',
    });
  });

  test.each([
    ['a grant to a person', grant],
    ['a revocation of a person', { ...grant, action: 'revoke' }],
    ['a grant to a group', { ...grant, objectType: 'gva', auxId: 'group-y' }],
    ['a grant to a group that is known', { ...grant, objectType: 'gva', auxId: 'group-team' }],
    ['a revocation of a group', { ...grant, objectType: 'gva', action: 'revoke', auxId: 'group-y' }],
    ['changed rights of a group', { ...grant, objectType: 'gva', action: 'update', auxId: 'group-y' }],
    ['a group whose id is not told', { ...grant, objectType: 'gva', auxId: null }],
    [
      'something done to a group’s access that we have no word for',
      { ...grant, objectType: 'gva', action: 'unknown', auxId: 'group-y' },
    ],
    ['its own making', { objectType: 'vault', action: 'create', objectId: 'v-secret' }],
  ])('are seen by %s', (_, changes) => {
    expect(found([changes])).toEqual({ Ops: 'pass', 'vault v-secret': 'unknown' });
  });

  test('say who does not see them, since when', () => {
    const given = parts(onePassword('events', [event(grant)]), { principal: 'service account “exhibit”' });
    expect(judge(control, { parts: given, settings })['vault v-secret']?.reason).toBe(
      'An event of 2026-11-22 names this vault, but service account “exhibit” does not see it: give it access.',
    );
  });

  test('are remembered from earlier nights, for as long as 1Password keeps events', () => {
    const part = (timestamp: string) => ({ earlier: [event({ ...grant, timestamp })] });
    expect(found([], part('2026-08-01T00:00:00Z'))).toHaveProperty('vault v-secret');
    expect(found([], part('2026-07-01T00:00:00Z'))).toEqual({ Ops: 'pass' });
  });

  test.each([
    [
      'a group, the ids standing the other way about',
      [{ ...grant, objectType: 'gva', objectId: 'group-team', auxId: 'v-x' }],
    ],
    [
      'on the other side of a vault that is known, of a group',
      [{ ...grant, objectType: 'gva', objectId: 'group-new', auxId: 'v-Ops' }],
    ],
    ['deleted', [grant, { objectType: 'vault', action: 'delete', objectId: 'v-secret' }]],
    ['in the snapshot', [{ ...grant, objectId: 'v-Ops' }]],
    ['perhaps private: only their maker was given them', [{ ...grant, auxId: 'op-admin' }]],
    ['a person, the ids standing the other way about', [{ ...grant, objectId: 'op-ana', auxId: 'v-x' }]],
    ['on the other side of a vault that is known', [{ ...grant, objectId: 'op-new', auxId: 'v-Ops' }]],
    ['not named', [{ ...grant, objectId: null }]],
  ])('are left out when they are %s', (_, events) => {
    expect(Object.keys(found(events))).toEqual(['Ops']);
  });

  test('are not looked for in a list of vaults that was cut short', () => {
    const vaults = onePassword('vaults', [vault('Ops')], { problem: cut });
    const given = parts(onePassword('events', [event(grant)]), { origin: 'api' }).slice(1);
    expect(verdicts(control, { parts: [vaults, ...given], settings })).toEqual({ Ops: 'pass' });
  });
});

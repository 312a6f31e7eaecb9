import { describe, expect, test } from '@jest/globals';
import { vaultDrift as drift } from '../../lib/drift/vaults.ts';
import type { AccessChange, VaultAccess } from '../../lib/evidence/compared.ts';
import {
  type OnePasswordAccess,
  type OnePasswordMember,
  type OnePasswordVault,
  vaultAccess,
} from '../../lib/evidence/datasets/onepassword.ts';

const run = '2026-11-23T02:00:00Z';
interface VaultSnapshot {
  readonly vaults: readonly OnePasswordVault[];
  readonly access: readonly OnePasswordAccess[];
}
const compared = ({ vaults, access: lines }: VaultSnapshot) => {
  const how = vaultAccess.compared;
  if (how?.kind !== 'access') throw new Error('Access lists are compared as such.');
  return {
    vaults: vaults.map((one) => how.vault(one as never)).filter((one) => one !== null),
    access: lines.map(how.access),
  };
};
const vaultDrift = (of: string, before: VaultSnapshot, after: VaultSnapshot) =>
  drift({ run: of, connection: 'op' }, compared(before), compared(after));
const vault = (id: string, changes: Partial<OnePasswordVault> = {}): OnePasswordVault => ({
  id,
  items: 1,
  name: `Vault ${id}`,
  type: 'shared',
  ...changes,
});
const access = (name: string, changes: Partial<OnePasswordAccess> = {}): OnePasswordAccess => ({
  accessorId: `id-${name}`,
  accessorType: 'user',
  canOpen: true,
  email: `${name}@acme.example`,
  groupType: null,
  kind: 'person',
  members: null,
  name,
  permissions: [],
  recoveryOnly: false,
  state: 'ACTIVE',
  vaultId: 'npm',
  ...changes,
});
const member = (name: string): OnePasswordMember => ({
  email: `${name}@acme.example`,
  id: `id-${name}`,
  state: 'ACTIVE',
  kind: 'person',
});
const group = (name: string, members: readonly OnePasswordMember[] | null): OnePasswordAccess =>
  access(name, { accessorType: 'group', email: null, members });
const holding = (...lines: OnePasswordAccess[]): VaultSnapshot => ({ vaults: [vault('npm')], access: lines });
const changes = (before: VaultSnapshot, after: VaultSnapshot): string[] =>
  vaultDrift(run, before, after).map(
    ({ type, subject, before: was, after: is }) => `${type} ${subject} ${was ?? is}`,
  );

describe('Somebody', () => {
  test('who got a vault joined it, and who lost it left it', () => {
    expect(vaultDrift(run, holding(access('ana')), holding(access('ben')))).toEqual([
      expect.objectContaining({
        type: 'vault.joined',
        control: null,
        subject: 'ben@acme.example',
        key: 'op/user/id-ben',
        before: null,
        after: 'Vault npm',
        message: 'ben@acme.example can now open the vault "Vault npm".',
      }),
      expect.objectContaining({
        type: 'vault.left',
        control: null,
        subject: 'ana@acme.example',
        before: 'Vault npm',
        after: null,
        message: 'ana@acme.example can no longer open the vault "Vault npm".',
      }),
    ]);
  });

  test.each([
    [
      'is there under another spelling',
      holding(access('ana')),
      holding(access('ana', { email: 'ANA@ACME.EXAMPLE' })),
    ],
    [
      'has other permissions, and could and can open it',
      holding(access('ana')),
      holding(access('ana', { permissions: ['x'] })),
    ],
    ['could not and cannot open it', holding(), holding(access('ana', { canOpen: false }))],
  ])('who %s neither joined nor left', (_, before, after) => {
    expect(changes(before, after)).toEqual([]);
  });

  test('who can open what could not be opened before joined, also where that cannot be told', () => {
    const closed = holding(access('ana', { canOpen: false }));
    expect(changes(closed, holding(access('ana')))).toEqual(['vault.joined ana@acme.example Vault npm']);
    expect(changes(closed, holding(access('ana', { canOpen: null })))).toHaveLength(1);
  });

  test('whose person is known has the address of that person for a key', () => {
    const whoAre = () => (account: string) =>
      account === 'ben@acme.example' ? 'b.bakker@acme.example' : null;
    const [before, after] = [compared(holding()), compared(holding(access('ben')))];
    expect(drift({ run, connection: 'op' }, before, after, whoAre)).toEqual([
      expect.objectContaining({ subject: 'b.bakker@acme.example', key: 'b.bakker@acme.example' }),
    ]);
  });

  test('is named as well as the source can', () => {
    const nameless = access('ana', { email: null, name: null });
    expect(
      changes(holding(), holding(nameless, access('bot', { accessorType: 'service', email: null }))),
    ).toEqual(['vault.joined id-ana Vault npm', 'vault.joined service bot Vault npm']);
  });
});

describe('A group', () => {
  test('that got a vault joined it, and so did its people', () => {
    expect(changes(holding(), holding(group('ops', [member('ana'), member('ben')])))).toEqual([
      'vault.joined group ops Vault npm',
      'vault.joined ana@acme.example Vault npm',
      'vault.joined ben@acme.example Vault npm',
    ]);
  });

  test('lets somebody in, and out', () => {
    const [few, more] = [
      holding(group('ops', [member('ana')])),
      holding(group('ops', [member('ana'), member('ben')])),
    ];
    expect(changes(few, more)).toEqual(['vault.joined ben@acme.example Vault npm']);
    expect(changes(more, few)).toEqual(['vault.left ben@acme.example Vault npm']);
  });

  test('changes nothing for who has the vault in another way', () => {
    const direct = access('ana');
    const [ops, dev] = [group('ops', [member('ana')]), group('dev', [member('ana')])];
    expect(changes(holding(direct, ops), holding(ops))).toEqual([]);
    expect(changes(holding(ops), holding(ops, direct))).toEqual([]);
    expect(changes(holding(ops, dev), holding(dev))).toEqual(['vault.left group ops Vault npm']);
  });

  test('whose people a source cannot tell makes nobody join or leave', () => {
    const [told, silent] = [holding(group('ops', [member('ana')])), holding(group('ops', null))];
    expect(changes(told, silent)).toEqual([]);
    expect(changes(silent, told)).toEqual([]);
  });

  test('that falls silent may still let in who loses the vault otherwise, however the list is ordered', () => {
    const [direct, told, silent] = [access('ana'), group('ops', [member('ana')]), group('ops', null)];
    for (const before of [holding(direct, told), holding(told, direct)])
      expect(changes(before, holding(silent))).toEqual([]);
  });

  test('that is silent does not hide who left the others', () => {
    const [dev, ops] = [group('dev', [member('ana')]), group('ops', null)];
    expect(changes(holding(dev, ops), holding(group('dev', []), ops))).toEqual([
      'vault.left ana@acme.example Vault npm',
    ]);
  });
});

describe('A vault', () => {
  test("that is one person's own is nobody's business, and one of unknown kind is everybody's", () => {
    const of = (type: OnePasswordVault['type']): VaultSnapshot => ({
      vaults: [vault('npm', { type })],
      access: [access('ana')],
    });
    expect(changes(of('private'), { vaults: [], access: [] })).toEqual([]);
    expect(changes({ vaults: [], access: [] }, of(null))).toHaveLength(1);
  });

  test('with the name of another is told apart from it', () => {
    const vaults = [vault('a', { name: 'npm' }), vault('b', { name: 'npm' })];
    const events = vaultDrift(
      run,
      { vaults, access: [] },
      { vaults, access: [access('ana', { vaultId: 'a' }), access('ana', { vaultId: 'b' })] },
    );
    expect(events.map(({ after }) => after)).toEqual(['npm (a)', 'npm (b)']);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
    expect(events.map((event) => event.vault)).toEqual([
      { key: 'op/a', name: 'npm' },
      { key: 'op/b', name: 'npm' },
    ]);
  });

  test('with the name of one at another connection is told apart from it', () => {
    const ids = ['op', 'other'].flatMap((connection) =>
      drift({ run, connection }, compared(holding()), compared(holding(access('ana')))).map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(2);
  });
});

describe('A person under two accounts', () => {
  const ana = (account: string) =>
    ['ana', 'a.smit'].includes(account.split('@')[0] ?? '') ? 'ana@acme.example' : null;
  const told = (before: VaultSnapshot, after: VaultSnapshot) =>
    drift({ run, connection: 'op' }, compared(before), compared(after), () => ana).map(
      ({ type, subject }) => `${type} ${subject}`,
    );
  const [one, other] = [access('ana'), access('a.smit')];

  test.each<[string, OnePasswordAccess[], OnePasswordAccess[], string[]]>([
    ['keeps a vault with one of them', [one, other], [other], []],
    ['does not join with the second', [one], [one, other], []],
    ['goes from one to the other without leaving', [one], [other], []],
    [
      'goes from one to a group that holds the other',
      [one],
      [group('Ops', [member('a.smit')])],
      ['vault.joined group Ops'],
    ],
    ['joins once, under the name of the person', [], [one, other], ['vault.joined ana@acme.example']],
    ['leaves once', [one, other], [], ['vault.left ana@acme.example']],
    [
      'is nobody else',
      [one],
      [access('ben')],
      ['vault.joined ben@acme.example', 'vault.left ana@acme.example'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(told(holding(...before), holding(...after))).toEqual(expected);
  });
});

describe('Who did it', () => {
  const vaults = [{ id: 'v1', name: 'Finance' }];
  const holds = (name: string, uncertain = false) => ({
    vault: 'v1',
    holder: { key: `user/${name}`, name },
    opens: true,
    ...(uncertain ? { uncertain: true } : {}),
  });
  const team = (...names: string[]) => ({
    vault: 'v1',
    holder: { key: 'group/g1', name: 'group Team' },
    opens: true,
    members: names.map((name) => ({ key: `user/${name}`, name })),
  });
  const done = {
    joins: true,
    at: '2026-11-22T10:00:00Z',
    by: 'admin@acme.example',
    vault: null,
    group: null,
    holder: null,
  };
  const told = (before: readonly object[], after: readonly object[], changes: readonly object[] = []) =>
    drift(
      { run, connection: 'op' },
      { vaults, access: before as Iterable<VaultAccess> },
      { vaults, access: after as Iterable<VaultAccess> },
      undefined,
      () => changes as Iterable<AccessChange>,
    ).map(({ at, by, subject, type }) => [type, subject, by, at]);

  test('is told where an event tells: of a person, of a place in a group, of a group, of an account', () => {
    const { at, by } = done;
    const joined = [['vault.joined', 'ana', by, at]];
    expect(told([], [holds('ana')], [{ ...done, vault: 'v1', holder: 'user/ana' }])).toEqual(joined);
    expect(told([team()], [team('ana')], [{ ...done, group: 'group/g1', holder: 'user/ana' }])).toEqual(
      joined,
    );
    const ended = [{ ...done, joins: false, holder: 'user/ana' }];
    expect(told([holds('ana')], [], ended)).toEqual([['vault.left', 'ana', by, at]]);
    const deleted = [{ ...done, joins: false, vault: 'v1' }];
    expect(told([holds('ana')], [], deleted)).toEqual([['vault.left', 'ana', by, at]]);
  });

  test('is not told by an event about somebody else, another vault or the other way', () => {
    const others = [
      { ...done, vault: 'v1', holder: 'user/ben' },
      { ...done, vault: 'v2', holder: 'user/ana' },
      { ...done, joins: false, vault: 'v1', holder: 'user/ana' },
    ];
    expect(told([], [holds('ana')], others)).toEqual([['vault.joined', 'ana', undefined, undefined]]);
  });

  test('and what is not certain has neither come nor gone', () => {
    expect(told([holds('ana')], [holds('ana', true)])).toEqual([]);
    expect(told([], [holds('ana', true)])).toEqual([]);
  });
});

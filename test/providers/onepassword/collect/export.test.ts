import { describe, expect, test } from '@jest/globals';
import type { CollectError } from '../../../../lib/evidence/problem.ts';
import { readExport } from '../../../../lib/providers/onepassword/collect/export.ts';
import { exported, opGroup, opUser, opVault } from '../company.ts';

const read = (...vaults: unknown[]) => readExport(exported(vaults));

function faultOf(value: unknown) {
  try {
    readExport(value);
  } catch (error) {
    return (error as CollectError).problem;
  }
  throw new Error('It was read.');
}

describe('an export of vaults', () => {
  test('says what vaults there are', () => {
    const { vaults, problems } = read(
      opVault('v1'),
      opVault('v2', { type: 'PERSONAL' }),
      opVault('v3', { type: 'EVERYONE' }),
      opVault('v4', { type: undefined, items: undefined }),
      opVault('v5', { type: 'TRANSFER' }),
    );
    expect(problems).toEqual([]);
    expect(vaults.map(({ type }) => type)).toEqual(['shared', 'private', 'everyone', null, null]);
    expect(vaults[3]).toEqual({ id: 'v4', items: null, name: 'Vault v4', type: null });
  });

  test('says who has them: people, service accounts, and groups with their people', () => {
    const robot = opUser('robot', { type: 'SERVICE_ACCOUNT', email: '' });
    const ops = opGroup('Ops', {
      users: [opUser('ana'), opUser('guest', { type: 'GUEST' }), robot, opUser('x', { type: undefined })],
    });
    const { access, accessProblems } = read(opVault('v1', { users: [opUser('ana'), robot], groups: [ops] }));
    expect(accessProblems).toEqual([]);
    expect(access[0]).toEqual({
      accessorId: 'USERANA',
      accessorType: 'user',
      canOpen: true,
      email: 'ana@acme.example',
      groupType: null,
      kind: 'person',
      members: null,
      name: 'ana',
      permissions: ['view_items', 'view_and_copy_passwords'],
      recoveryOnly: false,
      state: 'ACTIVE',
      vaultId: 'v1',
    });
    expect(access[1]).toMatchObject({ accessorType: 'service', email: null });
    expect(access[2]).toMatchObject({
      accessorType: 'group',
      accessorId: 'group-ops',
      email: null,
      groupType: 'USER_DEFINED',
      kind: null,
      state: 'ACTIVE',
    });
    expect(access[2]?.members?.map(({ kind }) => kind)).toEqual(['person', 'guest', 'service', null]);
    expect(access[2]?.members?.[2]).toEqual({
      email: null,
      id: 'USERROBOT',
      kind: 'service',
      state: 'ACTIVE',
    });
  });

  test.each([
    ['by its type', { type: 'RECOVERY', permissions: ['recover_vault'] }, false, true],
    ['without any right, by its type', { type: 'RECOVERY', permissions: [] }, false, true],
    [
      'not as nothing else where it may read items',
      { type: 'RECOVERY', permissions: ['view_items'] },
      true,
      false,
    ],
    [
      'not as nothing else where it may export them',
      { type: 'RECOVERY', permissions: ['export_items'] },
      false,
      false,
    ],
    [
      'not as nothing else where a word is new',
      { type: 'RECOVERY', permissions: ['something_new'] },
      null,
      false,
    ],
    ['by its name, where no type is given', { type: undefined, permissions: [] }, false, true],
    ['not by a name that reads items', { type: undefined, permissions: ['view_items'] }, true, false],
    [
      'not by the name of a group of one’s own',
      { type: 'USER_DEFINED', permissions: ['view_items'] },
      true,
      false,
    ],
  ])('knows the recovery group %s', (_how, extra, canOpen, recoveryOnly) => {
    const { access } = read(opVault('v1', { users: [], groups: [opGroup('Recovery', extra)] }));
    expect(access).toMatchObject([{ canOpen, recoveryOnly }]);
  });

  test('counts a group that may only manage as neither open nor recovery', () => {
    const { access } = read(
      opVault('v1', { users: [], groups: [opGroup('Owners', { permissions: ['manage_vault'] })] }),
    );
    expect(access).toMatchObject([{ canOpen: false, recoveryOnly: false }]);
  });

  test.each([
    ['users', { users: undefined }, 'vaults[0].users'],
    ['groups', { groups: undefined }, 'vaults[0].groups'],
    [
      'a group’s members',
      { groups: [opGroup('Ops', { users: undefined })] },
      'the members of group group-ops',
    ],
    ['permissions', { users: [opUser('ana', { permissions: undefined })] }, 'the permissions of USERANA'],
  ])('is not whole without %s', (_what, extra, named) => {
    const { accessProblems, problems } = read(opVault('v1', extra));
    expect(problems).toEqual([]);
    expect(accessProblems).toEqual([{ code: 'not-visible', message: expect.stringContaining(named) }]);
  });

  test('does not take missing members or permissions for none', () => {
    const { access } = read(
      opVault('v1', {
        users: [opUser('ana', { permissions: undefined })],
        groups: [opGroup('Ops', { users: undefined })],
      }),
    );
    expect(access[0]?.canOpen).toBeNull();
    expect(access[1]?.members).toBeNull();
  });

  test('names a vault that cannot be read by its place, and keeps the others', () => {
    const { vaults, access, problems } = read(opVault('v1'), { name: 'No id' }, opVault('v3'));
    expect(vaults.map(({ id }) => id)).toEqual(['v1', 'v3']);
    expect(access.map(({ vaultId }) => vaultId)).toEqual(['v1', 'v3']);
    expect(problems).toEqual([{ code: 'malformed', message: expect.stringContaining('vaults[1].id') }]);
  });

  test('names a person that cannot be read by their place, and keeps the others', () => {
    const { access, accessProblems } = read(
      opVault('v1', { users: [{ email: 'x@acme.example' }, opUser('ben')] }),
    );
    expect(access.map(({ accessorId }) => accessorId)).toEqual(['USERBEN']);
    expect(accessProblems).toEqual([
      { code: 'malformed', message: expect.stringContaining('vaults[0].users[0].id') },
    ]);
  });

  test('does not know a group’s people when one of them cannot be read', () => {
    const { access, accessProblems } = read(
      opVault('v1', { users: [], groups: [opGroup('Ops', { users: [opUser('ana'), {}] })] }),
    );
    expect(access[0]?.members).toBeNull();
    expect(accessProblems).toEqual([
      { code: 'malformed', message: expect.stringContaining('group group-ops: users[1].id') },
    ]);
  });

  test('names whoever made it, and misses them', () => {
    expect(readExport(exported([opVault('v1')])).exportedBy).toBe('ana@acme.example');
    const { problems } = readExport(exported([opVault('v1')], { exportedBy: undefined }));
    expect(problems).toEqual([{ code: 'not-visible', message: expect.stringContaining('exportedBy') }]);
  });

  test('gives its time in UTC', () => {
    const { exportedAt } = readExport(exported([], { exportedAt: '2026-11-22T10:00:00+01:00' }));
    expect(exportedAt).toBe('2026-11-22T09:00:00.000Z');
  });

  test.each([
    [[], 'file'],
    [null, 'file'],
    [{ ...exported([]), vaults: undefined }, 'file.vaults'],
    [{ ...exported([]), vaults: { v1: {} } }, 'file.vaults'],
    [{ ...exported([]), exportedAt: undefined }, 'file.exportedAt'],
    [{ ...exported([]), exportedAt: 'yesterday' }, 'file.exportedAt'],
    [{ ...exported([]), exportedAt: '2026-11-22' }, 'file.exportedAt'],
  ])('cannot be used as %j', (value, named) => {
    expect(faultOf(value)).toEqual({ code: 'malformed', message: expect.stringContaining(named) });
  });
});

describe('how the vaults of an export were listed', () => {
  const narrow = [{ code: 'not-visible', message: expect.stringContaining('--permission manage_vault') }];

  test.each([undefined, null, '', 'view_items', 'MANAGE_VAULT', 'manage_vault ', 'allow_managing'])(
    'makes the list of vaults partial, and no access list, when it says %j',
    (permission) => {
      const { accessProblems, problems, vaultProblems } = readExport(
        exported([opVault('v1')], { permission }),
      );
      expect([problems, vaultProblems, accessProblems]).toEqual([[], narrow, []]);
    },
  );

  test('is by the permission to manage them, which an owner has on every vault', () => {
    expect(readExport(exported([opVault('v1')])).vaultProblems).toEqual([]);
  });
});

describe('when an export was made', () => {
  test('is when it was begun: what changed meanwhile may not be in it', () => {
    const { exportedAt } = readExport(exported([], { startedAt: '2026-11-22T08:50:00Z' }));
    expect(exportedAt).toBe('2026-11-22T08:50:00.000Z');
  });

  test.each(['2026-11-22T09:00:01Z', '2026-11-23T00:00:00+01:00'])(
    'cannot be begun after its end: %s',
    (startedAt) => {
      expect(faultOf(exported([], { startedAt }))).toEqual({
        code: 'malformed',
        message: expect.stringContaining('startedAt is later'),
      });
    },
  );

  test('cannot be begun at no time', () => {
    expect(faultOf(exported([], { startedAt: 'soon' }))).toMatchObject({
      message: expect.stringContaining('file.startedAt'),
    });
  });
});

describe('the export’s own list of groups', () => {
  const bare = { ...opGroup('Ops'), users: undefined, type: undefined, state: undefined };
  const told = (inVault: object, ofItself: object) =>
    readExport(exported([opVault('v1', { users: [], groups: [inVault] })], { groups: [ofItself] }));

  test('tells what the vault’s list does not', () => {
    const { access, accessProblems } = told(bare, opGroup('Ops', { type: 'RECOVERY', state: 'DELETED' }));
    expect(accessProblems).toEqual([]);
    expect(access).toMatchObject([{ groupType: 'RECOVERY', state: 'DELETED', members: [{ id: 'USERANA' }] }]);
  });

  test.each([
    ['members', { users: [opUser('ana'), opUser('ben')] }, { members: null }],
    ['the state of a member', { users: [opUser('ana', { state: 'SUSPENDED' })] }, { members: null }],
    ['members, none here', { users: [] }, { members: null }],
    ['type', { type: 'OWNERS' }, { groupType: null }],
    ['state', { state: 'DELETED' }, { state: null }],
  ])('that says another %s leaves it unknown, and the list not whole', (_, changes, expected) => {
    const { access, accessProblems } = told(opGroup('Ops'), opGroup('Ops', changes));
    expect(access).toMatchObject([expected]);
    expect(accessProblems).toEqual([
      { code: 'malformed', message: expect.stringContaining('contradicts itself') },
    ]);
  });

  test('may list them in another order', () => {
    const two = [opUser('ana'), opUser('ben')];
    const { access, accessProblems } = told(
      opGroup('Ops', { users: two }),
      opGroup('Ops', { users: two.toReversed() }),
    );
    expect(accessProblems).toEqual([]);
    expect(access[0]?.members).toHaveLength(2);
  });
});

describe('what stands in an access list', () => {
  test.each([undefined, null, '', 'UNKNOWN', 'CONNECT_SERVER'])(
    'of the type %j is of no known kind',
    (type) => {
      const { access } = read(
        opVault('v1', {
          users: [opUser('x', { type })],
          groups: [opGroup('Ops', { users: [opUser('y', { type })] })],
        }),
      );
      expect(access).toMatchObject([{ accessorType: 'user', kind: null }, { members: [{ kind: null }] }]);
    },
  );

  test('keeps its state, of people and of groups', () => {
    const { access } = read(
      opVault('v1', {
        users: [opUser('x', { state: 'RECOVERY_STARTED' })],
        groups: [opGroup('Ops', { state: 'INACTIVE' }), opGroup('Old', { state: undefined })],
      }),
    );
    expect(access.map(({ state }) => state)).toEqual(['RECOVERY_STARTED', 'INACTIVE', null]);
  });
});

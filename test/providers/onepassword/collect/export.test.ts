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
      state: null,
    });
    expect(access[2]?.members?.map(({ kind }) => kind)).toEqual(['person', 'person', 'service', null]);
    expect(access[2]?.members?.[2]).toEqual({
      email: null,
      id: 'USERROBOT',
      kind: 'service',
      state: 'ACTIVE',
    });
  });

  test.each([
    ['by its type', { type: 'RECOVERY', permissions: ['recover_vault'] }, null, true],
    ['by its type, whatever it may do', { type: 'RECOVERY', permissions: ['view_items'] }, true, true],
    ['by its name, where no type is given', { type: undefined, permissions: [] }, false, true],
    ['not by a name that reads items', { type: undefined, permissions: ['view_items'] }, null, false],
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

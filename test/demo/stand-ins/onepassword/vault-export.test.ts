import { expect, test } from '@jest/globals';
import { vaultExport } from '../../../../demo/stand-ins/onepassword/vault-export.ts';
import { acmeVaults } from '../acme.ts';

test('An export holds what the command line prints of each vault, its people, its groups and theirs', () => {
  const made = vaultExport(acmeVaults, new Date('2026-11-21T22:00:00.123Z'), 'ana@acme.example');
  expect(made).toEqual({
    startedAt: '2026-11-21T21:59:20Z',
    exportedAt: '2026-11-21T22:00:00Z',
    exportedBy: 'ana@acme.example',
    permission: 'manage_vault',
    groups: [
      {
        id: 'group1',
        name: 'Marketing',
        type: 'USER_DEFINED',
        state: 'ACTIVE',
        users: [
          expect.objectContaining({ id: 'USER1', role: 'MEMBER', state: 'ACTIVE' }),
          expect.objectContaining({ id: 'USER9', role: 'MEMBER', state: 'SUSPENDED' }),
        ],
      },
    ],
    vaults: [
      {
        id: 'vault1',
        name: 'Shared',
        type: 'USER_CREATED',
        content_version: 36,
        created_at: '2024-03-01T09:00:00Z',
        updated_at: '2026-11-20T10:00:00Z',
        items: 12,
        users: [
          {
            id: 'USER0',
            name: 'User 0',
            email: 'user0@acme.example',
            type: 'MEMBER',
            state: 'ACTIVE',
            permissions: ['view_items', 'manage_vault'],
          },
        ],
        groups: [
          {
            id: 'group1',
            name: 'Marketing',
            type: 'USER_DEFINED',
            state: 'ACTIVE',
            permissions: ['view_items'],
            users: [
              expect.objectContaining({ id: 'USER1', role: 'MEMBER', state: 'ACTIVE' }),
              expect.objectContaining({ id: 'USER9', role: 'MEMBER', state: 'SUSPENDED' }),
            ],
          },
        ],
      },
    ],
  });
});

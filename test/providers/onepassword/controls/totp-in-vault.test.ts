import { expect, test } from '@jest/globals';
import { totpInVault as control } from '../../../../lib/providers/onepassword/controls/totp-in-vault.ts';
import { judge } from '../../../controls/people/world.ts';

const npm = { name: 'npm', connection: null, account: null, vault: 'Publishing' };

test('each shared account is unknown until somebody has looked', () => {
  const sharedAccounts = [npm, { ...npm, name: 'mail', vault: null }];
  const found = judge(control, { parts: [], settings: { sharedAccounts } });
  expect(found.npm).toMatchObject({
    verdict: 'unknown',
    reason: expect.stringContaining('in the vault Publishing'),
  });
  expect(found.mail).toMatchObject({
    verdict: 'unknown',
    reason: expect.stringContaining('its vault entry'),
  });
});

test('namesakes are told apart', () => {
  const sharedAccounts = [
    npm,
    { ...npm, connection: 'registry' },
    { ...npm, connection: 'registry', account: 'acme' },
  ];
  expect(Object.keys(judge(control, { parts: [], settings: { sharedAccounts } }))).toHaveLength(3);
});

test('without shared accounts it is unknown, and says to name them', () => {
  expect(judge(control, { parts: [] })).toEqual({
    'shared accounts': {
      subject: 'shared accounts',
      verdict: 'unknown',
      reason: expect.stringContaining('sharedAccounts'),
    },
  });
});

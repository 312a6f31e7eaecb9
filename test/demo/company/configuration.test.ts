import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { companyAt } from '../../../demo/company/company.ts';
import { demoConfiguration } from '../../../demo/company/configuration.ts';

const addresses = { googleUrl: 'http://127.0.0.1:1', onepasswordUrl: 'http://127.0.0.1:2' };
const text = demoConfiguration({ ...addresses, locker: './a "b"', exportFile: 'vaults.json' });
const configuration = parse(text);
const world = companyAt(1);

describe('The company’s configuration', () => {
  test('points at the stand-ins and holds no secret', () => {
    expect(configuration.locker).toBe('./a "b"');
    expect(configuration.connections).toEqual([
      expect.objectContaining({
        id: 'google',
        endpoint: 'http://127.0.0.1:1',
        credentials: 'env:GOOGLE_CREDENTIALS',
      }),
      expect.objectContaining({
        id: 'onepassword',
        endpoint: 'http://127.0.0.1:2',
        credentials: 'env:ONEPASSWORD_CREDENTIALS',
        account: world.onepassword.account.id,
        file: 'vaults.json',
      }),
    ]);
    expect(text).not.toContain('secret');
  });

  test('names every shared vault with exactly the people who have it on the first night', () => {
    const { users, groups, vaults } = world.onepassword;
    const address = new Map(users.map(({ id, email }) => [id, email]));
    const alias = (email: string | undefined) => email?.replace('aoife.brennan', 'aoife.keane');
    const real = vaults.map((vault) => ({
      name: vault.name,
      members: [
        ...new Set([
          ...vault.users.map(({ id }) => alias(address.get(id))),
          ...vault.groups.flatMap(({ id }) =>
            groups
              .filter((group) => group.id === id)
              .flatMap(({ members }) => members.map((one) => alias(address.get(one)))),
          ),
        ]),
      ].toSorted(),
    }));
    expect(configuration.vaults).toEqual(real);
  });

  test('waives only what concerns the break-glass account, once until the day before night 25', () => {
    const waivers: { subject: string; control: string; expires: string }[] = configuration.waivers;
    expect(new Set(waivers.map(({ subject }) => subject))).toEqual(new Set(['breakglass@fathom.example']));
    expect(waivers.find(({ control }) => control.endsWith('mfa-enforced'))?.expires).toBe('2026-11-16');
  });
});

import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { companyAt } from '../../../demo/company/company.ts';
import { demoConfiguration, signedIn } from '../../../demo/company/configuration.ts';

const urls = Object.fromEntries(signedIn.map((id, at) => [id, `http://127.0.0.1:${at + 1}`])) as Record<
  (typeof signedIn)[number],
  string
>;
const addresses = { urls, resolver: '127.0.0.1:53', locker: './a "b"', exportFile: 'vaults.json' };
const text = demoConfiguration(addresses);
const configuration = parse(text);
const world = companyAt(1);

describe('The company’s configuration', () => {
  test('points each provider’s connection at its stand-in and holds no secret', () => {
    expect(configuration.locker).toBe('./a "b"');
    const connections: { id: string; endpoint?: string; credentials?: string; patience?: number }[] =
      configuration.connections;
    expect(connections.map(({ id, endpoint, credentials }) => [id, endpoint, credentials])).toEqual([
      ['google', 'http://127.0.0.1:1', 'env:GOOGLE_CREDENTIALS'],
      ['onepassword', 'http://127.0.0.1:2', 'env:ONEPASSWORD_CREDENTIALS'],
      ['github', 'http://127.0.0.1:3', 'env:GITHUB_TOKEN'],
      ['slack', 'http://127.0.0.1:4', 'env:SLACK_TOKEN'],
      ['npm', 'http://127.0.0.1:5', 'env:NPM_TOKEN'],
      ['aws', 'http://127.0.0.1:6', 'env:AWS_ACCESS_KEY'],
      ['cloudflare', 'http://127.0.0.1:7', 'env:CLOUDFLARE_TOKEN'],
      ['bitwarden', 'http://127.0.0.1:8', 'env:BITWARDEN_CREDENTIALS'],
      ['sentry', 'http://127.0.0.1:9', 'env:SENTRY_TOKEN'],
      ['datadog', 'http://127.0.0.1:10', 'env:DATADOG_KEYS'],
      ['atlassian', 'http://127.0.0.1:11', 'env:ATLASSIAN_API_KEY'],
      ['zoom', 'http://127.0.0.1:12', 'env:ZOOM_CREDENTIALS'],
      ['dns', undefined, undefined],
    ]);
    expect(connections).toContainEqual(
      expect.objectContaining({ account: world.onepassword.account.id, file: 'vaults.json' }),
    );
    expect(text).not.toContain('secret');
  });

  test('takes credentials and patience from elsewhere where it is told to', () => {
    const other = parse(
      demoConfiguration({ ...addresses, credentials: (id) => `secret:exhibit/${id}`, patience: 90 }),
    );
    expect(other.connections.slice(0, signedIn.length)).toEqual(
      signedIn.map((id) => expect.objectContaining({ credentials: `secret:exhibit/${id}`, patience: 90 })),
    );
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
    const named = configuration.vaults as readonly { readonly connection?: string }[];
    expect(named.filter(({ connection }) => connection === undefined)).toEqual(real);
    expect(named.filter(({ connection }) => connection === 'bitwarden')).toHaveLength(
      world.bitwarden.collections.length,
    );
  });

  test('knows the person behind every account that shows no address, or declares it as shared', () => {
    const { identities } = configuration.people;
    const shared = configuration.sharedAccounts.map(
      ({ connection, account }: { connection: string; account: string }) => `${connection} ${account}`,
    );
    const known = identities.flatMap(({ person, ...accounts }: Record<string, string>) =>
      Object.entries(accounts).map(([service, account]) => `${service} ${account}`),
    );
    const last = companyAt(30);
    const real = [
      ...last.github.people.map(({ login }) => `github ${login}`),
      ...Object.keys(last.npm.members).map((name) => `npm ${name}`),
    ];
    expect(real.length).toBeGreaterThan(15);
    expect(real.filter((account) => ![...known, ...shared].includes(account))).toEqual([]);
    const people = new Set(world.google.users.map(({ primaryEmail }) => primaryEmail.toLowerCase()));
    const strangers = identities.filter(({ person }: { person: string }) => !people.has(person));
    expect(strangers.map(({ person }: { person: string }) => person)).toEqual(['noor.haddad@fathom.example']);
  });

  test('waives the break-glass account, once until the day before night 25, and two guests', () => {
    const waivers: { subject: string; control: string; expires: string }[] = configuration.waivers;
    expect(new Set(waivers.map(({ subject }) => subject))).toEqual(
      new Set(['breakglass@fathom.example', 'pilot@harbour.example (slack)', 'yard@slipway.example (slack)']),
    );
    expect(waivers.find(({ control }) => control.endsWith('mfa-enforced'))?.expires).toBe('2026-11-16');
  });
});

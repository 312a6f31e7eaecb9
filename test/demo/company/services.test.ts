import { describe, expect, test } from '@jest/globals';
import { companyAt, type World } from '../../../demo/company/company.ts';
import { nights, nightTime } from '../../../demo/company/nights.ts';
import { story } from '../../../demo/company/story.ts';

const worlds = Array.from({ length: nights }, (_, index) => companyAt(index + 1));
const everyNight = worlds.map((world) => [world.night, world] as const);
const on = (night: number) => worlds[night - 1] as World;
const nightsWith = (seen: (world: World) => boolean) => worlds.filter(seen).map(({ night }) => night);
const twice = (these: readonly unknown[]) => these.filter((one, at) => these.indexOf(one) !== at);

describe.each(everyNight)('On night %i', (_, { aws, cloudflare, github, google, night, npm, slack }) => {
  const addresses = google.users.map(({ primaryEmail }) => primaryEmail.toLowerCase());

  test('logins, ids and names are there once', () => {
    expect(twice(github.people.map(({ id }) => id))).toEqual([]);
    expect(twice(github.people.map(({ login }) => login.toLowerCase()))).toEqual([]);
    expect(twice(slack.members.map(({ id }) => id))).toEqual([]);
    expect(twice(cloudflare.members.flatMap(({ id, user }) => [id, user?.id ?? `nobody of ${id}`]))).toEqual(
      [],
    );
    expect(twice(aws.users.map(({ name }) => name))).toEqual([]);
    expect(twice(npm.account.tokens.map(({ key }) => key))).toEqual([]);
  });

  test('everybody at Slack with an address of the company is somebody at Google, and most people are there', () => {
    const emails = slack.members.flatMap(({ profile }) => profile?.email ?? []);
    const own = emails.filter((email) => email.endsWith('@fathom.example'));
    expect(own.filter((email) => !addresses.includes(email))).toEqual([]);
    expect(own.length).toBeGreaterThan(addresses.length * 0.8);
    expect(own.length).toBeLessThan(addresses.length);
    expect(emails.length - own.length).toBeGreaterThanOrEqual(2);
  });

  test('who is suspended at Google is deactivated at Slack', () => {
    const active = slack.members
      .filter(({ deleted, profile }) => !deleted && profile?.email)
      .map(({ profile }) => profile?.email);
    const suspended = google.users
      .filter((user) => user.suspended)
      .map(({ primaryEmail }) => primaryEmail.toLowerCase());
    expect(suspended.filter((email) => active.includes(email))).toEqual([]);
  });

  test('everybody at Cloudflare is somebody at Google who is not suspended', () => {
    const suspended = google.users.filter((user) => user.suspended).map(({ primaryEmail }) => primaryEmail);
    const emails = cloudflare.members.map(({ email }) => email.toLowerCase());
    expect(emails.length).toBeGreaterThan(5);
    expect(emails.filter((email) => !addresses.includes(email) || suspended.includes(email))).toEqual([]);
  });

  test('GitHub has owners, members and outside collaborators, npm two owners, AWS people and machines', () => {
    expect(new Set(github.people.map(({ role }) => role))).toEqual(new Set(['admin', 'member', 'outside']));
    expect(Object.values(npm.members).filter((role) => role === 'owner')).toHaveLength(2);
    expect(npm.members[npm.account.name]).toBe('developer');
    expect(aws.users.filter(({ password }) => password).length).toBeGreaterThan(3);
    expect(aws.users.filter(({ password }) => !password).length).toBeGreaterThan(2);
    expect([aws.root.mfa, aws.root.keys]).toEqual([true, []]);
  });

  test('nothing has happened that is still to come', () => {
    const moments = [
      ...npm.account.tokens.flatMap(({ created, accessed, revoked }) => [created, accessed, revoked]),
      ...aws.users.flatMap(({ createdAt, keys, password }) => [
        createdAt,
        password?.changedAt,
        password?.lastUsed,
        ...keys.flatMap((key) => [key.createdAt, key.lastUsed]),
      ]),
    ].filter((moment) => moment !== undefined && moment !== null);
    expect(moments.length).toBeGreaterThan(20);
    expect(moments.filter((moment) => !(Date.parse(moment) < nightTime(night).getTime()))).toEqual([]);
  });
});

describe('The history', () => {
  const github = (login: string) => (world: World) =>
    world.github.people.find((person) => person.login === login);

  test('GitHub’s requirement is lifted, and one member is without a second factor, on nights 4 and 5', () => {
    expect(nightsWith((world) => !world.github.organization.twoFactorRequired)).toEqual([4, 5]);
    expect(nightsWith((world) => github('kboateng')(world)?.twoFactor === 'off')).toEqual([4, 5]);
    const others = worlds
      .flatMap((world) => world.github.people)
      .filter(({ twoFactor }) => twoFactor !== 'secure');
    expect(new Set(others.map(({ login }) => login))).toEqual(new Set(['kboateng']));
  });

  test('Cloudflare’s requirement is lifted, and one member is without a second factor, on nights 10 and 11', () => {
    const required = ({ cloudflare }: World) => cloudflare.account.settings?.enforce_twofactor === true;
    const bare = ({ cloudflare }: World) =>
      cloudflare.members.filter(({ user }) => user?.two_factor_authentication_enabled === false);
    expect(nightsWith((world) => !required(world))).toEqual([10, 11]);
    expect(worlds.flatMap(bare).map(({ email }) => email)).toEqual(
      Array(2).fill('sofie.ternes@fathom.example'),
    );
  });

  test('a contractor is gone everywhere but at GitHub from night 24', () => {
    const email = 'samir.chaudhry@fathom.example';
    const suspended = (world: World) =>
      world.google.users.some((user) => user.primaryEmail === email && user.suspended === true);
    const vaults = (world: World) => world.onepassword.users.some((user) => user.email === email);
    const slack = (world: World) =>
      world.slack.members.some((member) => member.profile?.email === email && !member.deleted);
    expect(nightsWith(suspended)).toEqual([24, 25, 26, 27, 28, 29, 30]);
    expect([nightsWith(vaults).at(-1), nightsWith(slack).at(-1)]).toEqual([23, 23]);
    expect(nightsWith((world) => github('samirc')(world)?.role === 'outside')).toHaveLength(nights);
  });

  test('a newcomer is at GitHub and Slack from her first night', () => {
    const slack = (world: World) =>
      world.slack.members.some((member) => member.profile?.email === 'noor.haddad@fathom.example');
    expect([
      nightsWith(slack)[0],
      nightsWith((world) => github('noorhaddad')(world) !== undefined)[0],
    ]).toEqual([11, 11]);
  });

  test('a guest without a second factor is at Slack on nights 14 and 15', () => {
    const bare = (world: World) => world.slack.members.some((member) => member.has_2fa === false);
    expect(nightsWith(bare)).toEqual([14, 15]);
  });

  test('a token that bypasses two-factor authentication is in force on nights 19 and 20', () => {
    const bypasses = (world: World) =>
      world.npm.account.tokens.some(({ bypass_2fa, revoked }) => bypass_2fa && !revoked);
    expect(nightsWith(bypasses)).toEqual([19, 20]);
  });

  test('DMARC is weakened on nights 21 to 24', () => {
    const weak = (world: World) => String(world.dns['_dmarc.fathom.example']).includes('p=none');
    expect(nightsWith(weak)).toEqual([21, 22, 23, 24]);
  });

  test('a key is unused for more than ninety days on nights 23 to 25', () => {
    const stale = (world: World) =>
      world.aws.users.some(({ keys }) =>
        keys.some(
          ({ lastUsed }) => nightTime(world.night).getTime() - Date.parse(lastUsed ?? '') > 90 * 86_400_000,
        ),
      );
    expect(nightsWith(stale)).toEqual([23, 24, 25]);
  });

  test('a policy document is older than a year on nights 7 and 8', () => {
    const stale = ({ github: { repositories }, night }: World) => {
      const commits = repositories?.[0]?.commits ?? [];
      const last = commits.findLast(({ files }) => files?.['policies/passwords.md'] !== undefined);
      return nightTime(night).getTime() - Date.parse(last?.date ?? '') > 365 * 86_400_000;
    };
    expect(nightsWith(stale)).toEqual([7, 8]);
  });

  test('is told for nights that there are', () => {
    expect(Object.keys(story).filter((night) => !on(Number(night)))).toEqual([]);
  });
});

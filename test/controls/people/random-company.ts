import type { AwsCredential } from '../../../lib/evidence/datasets/aws.ts';
import type { CloudflareMember } from '../../../lib/evidence/datasets/cloudflare.ts';
import type { GitHubMember } from '../../../lib/evidence/datasets/github.ts';
import type { NpmMember } from '../../../lib/evidence/datasets/npm.ts';
import type { SlackUser } from '../../../lib/evidence/datasets/slack.ts';
import type { ControlSettings } from '../../../lib/judging/control.ts';
import fc from '../../properties.ts';
import { access, account, googleUsers, onePassword, type Part, user, vault, type World } from './world.ts';

/** Somebody, and everything that they are called anywhere. */
export interface Somebody {
  readonly name: string;
  readonly left: boolean;
  /** Whether a second source knows them as well, under an address of its own. */
  readonly inSecond: 'no' | 'by alias' | 'by identity';
  /** By which of their addresses each service knows them. */
  readonly knownBy: Readonly<Record<Addressed, Name>>;
  readonly shouts: boolean;
  /** Holds the vault, is named for it, owns the npm organization. */
  readonly holds: boolean;
  readonly namedBy: Name | null;
  readonly owns: boolean;
}

export const names = ['primary', 'alias', 'domain', 'alias in domain', 'elsewhere'] as const;
export type Name = (typeof names)[number];
export const addressed = ['onepassword', 'slack', 'cloudflare'] as const;
export type Addressed = (typeof addressed)[number];

export function addressOf({ name }: Pick<Somebody, 'name'>, by: Name): string {
  return {
    primary: `${name}@example.com`,
    alias: `${name}.alias@example.com`,
    domain: `${name}@example.org`,
    'alias in domain': `${name}.alias@example.org`,
    elsewhere: `${name}@home.test`,
  }[by];
}

const name = fc.constantFrom(...names);

const somebody: fc.Arbitrary<Somebody> = fc.record({
  name: fc.constantFrom('ana', 'ben', 'cleo', 'dan', 'eva'),
  left: fc.constantFrom(false, false, false, true),
  inSecond: fc.constantFrom('no', 'no', 'by alias', 'by identity'),
  knownBy: fc.record({ onepassword: name, slack: name, cloudflare: name }),
  shouts: fc.boolean(),
  holds: fc.boolean(),
  namedBy: fc.option(fc.constantFrom('primary', 'alias', 'domain', 'alias in domain')),
  owns: fc.boolean(),
});

/** People who each have one account in every service. */
export const somebodies: fc.Arbitrary<readonly Somebody[]> = fc.uniqueArray(somebody, {
  selector: (one) => one.name,
  minLength: 1,
  maxLength: 5,
});

/** Is in the second source alone, and has no account anywhere. */
const zoe = user('second-zoe', { primaryEmail: 'zoe@second.test' });

/** Everything that is known of them, whole. */
export function companyOf(people: readonly Somebody[]): World {
  const write = (one: Somebody, text: string) => (one.shouts ? text.toUpperCase() : text);
  const email = (one: Somebody, service: Addressed) => write(one, addressOf(one, one.knownBy[service]));
  const part = (provider: string, dataset: string, rows: readonly object[]): Part => {
    return { provider, connection: provider, dataset, rows };
  };
  return {
    settings: settingsOf(people),
    parts: [
      googleUsers(people.map((one) => primaryRecord(one))),
      googleUsers([...people.filter(({ inSecond }) => inSecond !== 'no').map(secondRecord), zoe], {
        connection: 'second',
      }),
      onePassword(
        'users',
        people.map((one) => account(one.name, { email: email(one, 'onepassword') })),
      ),
      onePassword('vaults', [vault('Ops')]),
      onePassword(
        'vault-access',
        people
          .filter(({ holds }) => holds)
          .map((one) => access('Ops', one.name, { email: email(one, 'onepassword') })),
      ),
      part(
        'slack',
        'users',
        people.map((one) => slackUser(one, email(one, 'slack'))),
      ),
      part(
        'cloudflare',
        'members',
        people.map((one) => cloudflareMember(one, email(one, 'cloudflare'))),
      ),
      part(
        'github',
        'members',
        people.map((one) => githubMember(one, write(one, `${one.name}-gh`))),
      ),
      part(
        'npm',
        'members',
        people.map((one) => npmMember(one, `${one.name}-npm`)),
      ),
      part(
        'aws',
        'credential-report',
        people.map((one) => awsUser(write(one, `${one.name}.iam`))),
      ),
    ],
  };
}

function settingsOf(people: readonly Somebody[]): Partial<ControlSettings> {
  return {
    people: { source: ['google', 'second'], identities: people.map(identityOf) },
    vaults: [
      {
        name: 'Ops',
        members: people.flatMap((one) => (one.namedBy ? [addressOf(one, one.namedBy)] : [])),
      },
    ],
  };
}

/** Only the address at home needs to be declared, with the logins. */
function identityOf(one: Somebody): ControlSettings['people']['identities'][number] {
  const home = [addressOf(one, 'elsewhere')];
  return {
    person: addressOf(one, one.knownBy.slack === 'elsewhere' ? 'primary' : one.knownBy.slack),
    accounts: {
      onepassword: home,
      slack: home,
      cloudflare: home,
      github: [`${one.name}-gh`],
      npm: [`${one.name}-npm`],
      aws: [`${one.name}.iam`],
      ...(one.inSecond === 'by identity' ? { second: [`${one.name}@second.test`] } : {}),
    },
  };
}

function primaryRecord(one: Somebody) {
  const { left, name: id, shouts } = one;
  const write = (text: string) => (shouts ? text.toUpperCase() : text);
  return user(id, {
    primaryEmail: write(addressOf(one, 'primary')),
    aliases: [addressOf(one, 'alias')],
    nonEditableAliases: [addressOf(one, 'domain'), write(addressOf(one, 'alias in domain'))],
    suspended: left,
  });
}

function secondRecord({ inSecond, left, name: id }: Somebody) {
  return user(`second-${id}`, {
    primaryEmail: `${id}@second.test`,
    aliases: inSecond === 'by alias' ? [`${id}@example.org`] : [],
    suspended: left,
  });
}

function slackUser({ name: id }: Somebody, email: string): SlackUser {
  const none = {
    isAdmin: false,
    isAppUser: false,
    isInvited: null,
    isOwner: false,
    isRestricted: false,
    isStranger: false,
    teamId: 'T1',
    twoFactorType: null,
  };
  return { ...none, id: `U-${id}`, email, deleted: false, isBot: false, has2fa: true };
}

function cloudflareMember({ name: id }: Somebody, email: string): CloudflareMember {
  return { id: `m-${id}`, email, roles: [], status: 'accepted', twoFactorEnabled: true, userId: `u-${id}` };
}

function githubMember({ name: id }: Somebody, login: string): GitHubMember {
  return { id: `g-${id}`, login, role: 'member', twoFactor: 'enabled', type: 'User' };
}

function npmMember({ owns }: Somebody, login: string): NpmMember {
  return { name: login, role: owns ? 'owner' : 'developer' };
}

function awsUser(name: string): AwsCredential {
  const none = { key1LastRotated: null, key1LastUsed: null, key2LastRotated: null, key2LastUsed: null };
  return {
    ...none,
    arn: `arn:aws:iam::111122223333:user/${name}`,
    certificate: false,
    moreCredentials: false,
    key1Active: false,
    key2Active: false,
    mfaActive: true,
    passwordEnabled: true,
    passwordLastChanged: null,
    passwordLastUsed: null,
    user: name,
    userCreationTime: null,
  };
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { companyAt } from '../../demo/company/company.ts';
import { exportTime } from '../../demo/company/password-events.ts';
import { subject } from '../../demo/company/people.ts';
import { startAws } from '../../demo/stand-ins/aws.ts';
import { startBitwarden } from '../../demo/stand-ins/bitwarden.ts';
import { startCloudflare } from '../../demo/stand-ins/cloudflare.ts';
import { startGitHub } from '../../demo/stand-ins/github.ts';
import { startGoogleWorkspace } from '../../demo/stand-ins/google-workspace.ts';
import { startNpm } from '../../demo/stand-ins/npm.ts';
import { startOnePassword, vaultExport } from '../../demo/stand-ins/onepassword.ts';
import type { StandIn } from '../../demo/stand-ins/serve/stand-in.ts';
import { startSlack } from '../../demo/stand-ins/slack.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { withMore } from './github/acme.ts';

export interface Stage {
  readonly server: StandIn;
  readonly credential: string;
  /** The provider's own keys, as lines of YAML. */
  readonly settings: readonly string[];
  /** Where the files that they name lie. */
  readonly folder?: string;
}

/** A list or an answer of a provider's, by its path. */
export interface Asked {
  readonly path: string | RegExp;
  /** How many pages it has, at the most. */
  readonly pages: 1 | 2;
  /** Whether its answers are never kept: they give a token, or hold parts of tokens. */
  readonly confidential?: 'sign-in' | 'replaced';
}

/** A provider with more of everything than fits on a page, and what it is asked. */
export interface BigProvider {
  readonly id: string;
  readonly asked: readonly Asked[];
  start(): Promise<Stage>;
}

const one = (path: string | RegExp): Asked => ({ path, pages: 1 });
const two = (path: string | RegExp): Asked => ({ path, pages: 2 });
const signIn = (path: string | RegExp): Asked => ({ path, pages: 1, confidential: 'sign-in' });

const world = companyAt(1);
/** So many copies of the first of a list, each with a name of its own, before the others. */
function copies<Item>(
  count: number,
  [first]: readonly Item[],
  named: (index: number) => Partial<Item>,
): Item[] {
  if (first === undefined) throw new Error('There is nothing to copy.');
  return Array.from({ length: count }, (_, index) => ({ ...first, ...named(index) }));
}

const org = '1'.repeat(32).replace('1', 'a');
/** Somebody of whom one field is not what is documented. */
const odd = { isAdmin: 'yes' as unknown as boolean };

export const bigProviders: readonly BigProvider[] = [
  {
    id: 'google-workspace',
    asked: [
      two(/\/users$/),
      one(/\/orgunits$/),
      one(/\/policies$/),
      two(/\/groups$/),
      one(/\/members$/),
      signIn('/token'),
    ],
    async start() {
      const { google } = world;
      const more = copies(501, google.users, (n) => ({
        id: `x${n}`,
        primaryEmail: `x${n}@x.example`,
        ...(n ? {} : odd),
      }));
      const groups = copies(201, google.groups, (n) => ({ id: `g${n}`, email: `g${n}@x.example` }));
      const big = { ...google, users: [...google.users, ...more], groups: [...google.groups, ...groups] };
      const server = await startGoogleWorkspace(() => big);
      return { server, credential: server.serviceAccountKey(), settings: [`subject: ${subject}`] };
    },
  },
  {
    id: 'onepassword',
    asked: [two(/\/users$/), one(/\/auditevents$/), one(/\/signinattempts$/), signIn(/oauth2\/token$/)],
    async start() {
      const { onepassword } = world;
      const users = copies(1001, onepassword.users, (n) => ({ id: `U${n}`, email: `u${n}@x.example` }));
      const server = await startOnePassword(() => ({
        ...onepassword,
        users: [...onepassword.users, ...users],
      }));
      const folder = await temporaryFolder();
      const exported = vaultExport(onepassword, exportTime(1), subject);
      writeFileSync(join(folder, 'vaults.json'), JSON.stringify(exported));
      const settings = [`account: ${onepassword.account.id}`, 'source: export', 'file: vaults.json'];
      return { server, credential: server.credentials(), settings, folder };
    },
  },
  {
    id: 'github',
    asked: [one('/orgs/acme'), two(/members$/), two(/outside_collaborators$/)],
    async start() {
      const big = withMore(120, 1000, {}, withMore(110, 5000, { role: 'outside', twoFactor: 'off' }));
      const server = await startGitHub(() => big);
      return { server, credential: server.credentials(), settings: ['org: acme'] };
    },
  },
  {
    id: 'slack',
    asked: [one(/auth\.test$/), one(/team\.info$/), two(/users\.list$/)],
    async start() {
      const { slack } = world;
      const members = copies(201, slack.members, (n) => ({
        id: `U0X${n}`,
        ...(n ? {} : { is_admin: 'no' as never }),
      }));
      const server = await startSlack(() => ({ ...slack, members: [...slack.members, ...members] }));
      return { server, credential: server.token(), settings: [] };
    },
  },
  {
    id: 'npm',
    asked: [
      one(/\/user$/),
      one(/\/package$/),
      one(/whoami$/),
      { path: /\/tokens$/, pages: 2, confidential: 'replaced' },
    ],
    async start() {
      const { npm } = world;
      const tokens = copies(101, npm.account.tokens, (n) => ({ key: `k${n}` }));
      const account = { ...npm.account, tokens: [...npm.account.tokens, ...tokens] };
      const server = await startNpm(() => ({ ...npm, account }));
      return { server, credential: server.token(), settings: [`org: ${npm.org}`] };
    },
  },
  {
    id: 'aws',
    asked: ['GetCallerIdentity', 'GenerateCredentialReport', 'GetCredentialReport', 'GetAccountSummary'].map(
      (action) => one(`/#${action}`),
    ),
    async start() {
      const server = await startAws(() => world.aws);
      return { server, credential: server.credentials(), settings: [] };
    },
  },
  {
    id: 'bitwarden',
    asked: [
      ...['members', 'groups', 'collections', 'policies'].map((list) => one(new RegExp(`/public/${list}$`))),
      one(/\/members\/[^/]+$/),
      one(/\/member-ids$/),
      two(/\/events$/),
      signIn(/\/connect\/token$/),
    ],
    async start() {
      const events = Array.from({ length: 60 }, (_, n) => {
        return { type: 1000, date: new Date(Date.now() - n * 60_000).toISOString() };
      });
      const members = world.bitwarden.members.map((member, n) =>
        n === 1 ? { ...member, twoFactorEnabled: 'yes' as never } : member,
      );
      const server = await startBitwarden(() => ({ ...world.bitwarden, events, members }));
      return { server, credential: server.credentials(), settings: [] };
    },
  },
  {
    id: 'cloudflare',
    asked: [one(/accounts\/[0-9a-f]+$/), two(/\/members$/)],
    async start() {
      const user = { id: 'u', two_factor_authentication_enabled: true };
      const members = Array.from({ length: 60 }, (_, n) => ({
        id: `m${n}`,
        email: `m${n}@x.example`,
        status: 'accepted' as const,
        user: { ...user, id: `u${n}`, two_factor_authentication_enabled: n === 3 ? ('yes' as never) : true },
        roles: ['Administrator'],
      }));
      const account = { id: org, name: 'Acme', settings: { enforce_twofactor: true } };
      const server = await startCloudflare(() => ({ account, members }));
      return { server, credential: server.token(), settings: [`account: ${org}`] };
    },
  },
];

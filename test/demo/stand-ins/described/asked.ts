import type { SignedIn } from '../../../../demo/company/configuration.ts';
import { startAws } from '../../../../demo/stand-ins/aws.ts';
import { bigAnswer } from '../../../../demo/stand-ins/big-google/answers.ts';
import { startBitwarden } from '../../../../demo/stand-ins/bitwarden.ts';
import { startCloudflare } from '../../../../demo/stand-ins/cloudflare.ts';
import { startGitHub } from '../../../../demo/stand-ins/github.ts';
import { auditScope, usageScope } from '../../../../demo/stand-ins/google/permission.ts';
import { startGoogleWorkspace } from '../../../../demo/stand-ins/google-workspace.ts';
import { startNpm } from '../../../../demo/stand-ins/npm.ts';
import { startOnePassword, vaultExport } from '../../../../demo/stand-ins/onepassword.ts';
import type { RightAnswer, StandIn } from '../../../../demo/stand-ins/serve/stand-in.ts';
import { startSlack } from '../../../../demo/stand-ins/slack.ts';
import { collector as awsCollector } from '../../../../lib/providers/aws/collect/index.ts';
import { memorySession } from '../../../providers/session.ts';
import { acmeVaults } from '../acme.ts';
import { ask, bearer, googleToken, postEvents, usersToken } from '../asking.ts';
import * as widest from './widest.ts';

type Hear = (service: SignedIn, answer: RightAnswer) => void;

/** Has each stand-in answer all that it can be asked, from a world in which nothing is left out, and refuse it. */
export async function askEverything(hear: Hear): Promise<void> {
  const closing = await Promise.all([
    google(hear),
    slack(hear),
    cloudflare(hear, 'account'),
    cloudflare(hear, 'user'),
    bitwarden(hear),
    npm(hear),
    github(hear, 'owner'),
    github(hear, 'stranger'),
    aws(hear, 2),
    onepassword(hear),
  ]);
  bigGoogle(hear);
  await Promise.all(closing.map((standIn) => standIn.close()));
}

const to = (hear: Hear, service: SignedIn) => ({ onAnswer: (answer: RightAnswer) => hear(service, answer) });

/** Each path with what signs it, and with nothing. */
async function get({ url }: StandIn, token: string, paths: readonly string[]): Promise<void> {
  for (const path of paths)
    for (const init of [bearer(token), {}]) await (await fetch(`${url}${path}`, init)).text();
}

async function google(hear: Hear): Promise<StandIn> {
  const standIn = await startGoogleWorkspace(() => widest.google, to(hear, 'google'));
  const directory = '/admin/directory/v1';
  const customer = 'customer=my_customer';
  await get(standIn, await googleToken(standIn), [
    `${directory}/users?${customer}`,
    `${directory}/groups?${customer}`,
    `${directory}/groups/g/members`,
    `${directory}/customer/my_customer/orgunits?type=all_including_parent`,
    '/v1/policies',
  ]);
  await get(
    standIn,
    await googleToken(standIn, { scope: 'https://www.googleapis.com/auth/admin.directory.group.readonly' }),
    [`${directory}/users?${customer}`, '/v1/policies'],
  );
  const log = '/admin/reports/v1/activity/users/all/applications/token';
  await get(standIn, await googleToken(standIn, { scope: auditScope }), [log, `${log}?eventName=nothing`]);
  // A day whose report is there, one that is not ready, and one that is yet to come.
  const days = [10, 1, -9].map((back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10));
  const usage = days.map((day) => `/admin/reports/v1/usage/dates/${day}`);
  await get(standIn, await googleToken(standIn, { scope: usageScope }), usage);
  await googleToken(standIn, { sub: 'nobody@acme.example' });
  await withoutKey(standIn, standIn.serviceAccount);
  return standIn;
}

/** The stand-in of benchmarks, whose answers are made without a server. */
function bigGoogle(hear: Hear): void {
  const directory = '/admin/directory/v1';
  const paths = ['users', 'groups', 'customer/my_customer/orgunits'].map((one) => `${directory}/${one}`);
  for (const path of ['/token', '/v1/policies', ...paths]) {
    const text = bigAnswer(new URL(path, 'http://localhost'), 200) ?? '';
    hear('google', { method: 'GET', path, status: 200, text });
  }
}

async function withoutKey({ url }: StandIn, account: string): Promise<void> {
  const post = (path: string, body: URLSearchParams | string, token = '') =>
    ask(`${url}${path}`, { method: 'POST', ...bearer(token), body });
  const { body: federated } = await post(
    '/v1/token',
    new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      audience:
        '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/exhibit/providers/aws',
      subject_token: 'signed',
    }),
  );
  const call = `/v1/projects/-/serviceAccounts/${account}:signJwt`;
  await post(call, JSON.stringify({ payload: '{}' }), federated.access_token);
  await post(call, '', federated.access_token);
  await post('/v1/token', '');
}

async function slack(hear: Hear): Promise<StandIn> {
  const standIn = await startSlack(() => widest.slack, to(hear, 'slack'));
  for (const kind of ['admin', 'member', 'bot'] as const)
    await get(
      standIn,
      standIn.token(kind),
      ['auth.test', 'team.info', 'users.list'].map((one) => `/api/${one}`),
    );
  const without = await startSlack(() => widest.slack, {
    ...to(hear, 'slack'),
    scopes: [],
    usersPerMinute: 1,
  });
  await get(without, without.token(), ['/api/users.list', '/api/users.list', '/api/users.list?cursor=x']);
  await without.close();
  return standIn;
}

async function cloudflare(hear: Hear, owner: 'account' | 'user'): Promise<StandIn> {
  const tokenEnds = '2099-01-01T00:00:00Z';
  const standIn = await startCloudflare(() => widest.cloudflare, {
    ...to(hear, 'cloudflare'),
    owner,
    tokenEnds,
  });
  const account = `/client/v4/accounts/${widest.cloudflare.account.id}`;
  await get(standIn, standIn.token(), [
    account,
    `${account}/members`,
    `${account}/members?per_page=7000`,
    `${account}/tokens/verify`,
    '/client/v4/user/tokens/verify',
    '/client/v4/accounts/other',
  ]);
  return standIn;
}

async function bitwarden(hear: Hear): Promise<StandIn> {
  const today = () => new Date('2026-11-22T01:00:00Z');
  const standIn = await startBitwarden(() => widest.bitwarden, { ...to(hear, 'bitwarden'), today });
  const { clientId, clientSecret } = JSON.parse(standIn.credentials());
  const signIn = (client_secret: string) =>
    ask(`${standIn.url}/connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'api.organization',
        client_id: clientId,
        client_secret,
      }),
    });
  await signIn('other');
  const { body } = await signIn(clientSecret);
  const lists = ['members', 'groups', 'collections', 'policies', 'events'];
  const paths = [...lists, 'members/m0', 'members/other', 'groups/g0/member-ids', 'events?start=x'];
  await get(
    standIn,
    body.access_token,
    paths.map((path) => `/public/${path}`),
  );
  return standIn;
}

async function npm(hear: Hear): Promise<StandIn> {
  const standIn = await startNpm(() => widest.npm, to(hear, 'npm'));
  await get(standIn, standIn.token(), [
    '/-/org/acme/user',
    '/-/org/acme/package',
    '/-/org/other/user',
    '/-/whoami',
    '/-/npm/v1/tokens',
    '/-/npm/v1/tokens?page=-1',
  ]);
  return standIn;
}

async function github(hear: Hear, viewer: 'owner' | 'stranger'): Promise<StandIn> {
  const standIn = await startGitHub(() => widest.github, { ...to(hear, 'github'), viewer });
  const repository = '/repos/acme/handbook';
  const { body: commits } = await ask(`${standIn.url}${repository}/commits`, bearer(standIn.credentials()));
  await get(standIn, standIn.credentials(), [
    '/orgs/acme',
    '/orgs/acme/members',
    '/orgs/acme/members?filter=2fa_disabled',
    '/orgs/acme/outside_collaborators',
    '/orgs/other',
    `${repository}/contents/policies`,
    `${repository}/contents/policies/b.md`,
    `${repository}/contents/none`,
    ...commits.map(({ sha }: { sha: string }) => `${repository}/commits/${sha}`),
  ]);
  return standIn;
}

async function aws(hear: Hear, polls: number): Promise<StandIn> {
  const settings = { region: 'eu-central-1' };
  const collect = async (allowed?: readonly string[]) => {
    const standIn = await startAws(() => widest.aws, {
      ...to(hear, 'aws'),
      polls,
      ...(allowed ? { allowed } : {}),
    });
    const connection = { settings, endpoint: standIn.url, credential: standIn.credentials() };
    await awsCollector.collect(memorySession(connection).session);
    return standIn;
  };
  await (await collect([])).close();
  return await collect();
}

async function onepassword(hear: Hear): Promise<StandIn> {
  const today = () => new Date('2026-11-22T01:00:00Z');
  const standIn = await startOnePassword(() => acmeVaults, { ...to(hear, 'onepassword'), today });
  const { access_token } = (await usersToken(standIn)).body;
  const { eventsToken } = JSON.parse(standIn.credentials());
  await get(standIn, access_token, [
    '/v1beta1/accounts/ACCOUNT1/users',
    '/v1beta1/accounts/ACCOUNT1/users?max_page_size=x',
    '/v1beta1/accounts/OTHER/users',
  ]);
  const text = JSON.stringify(vaultExport(acmeVaults, today(), 'ana@acme.example'));
  hear('onepassword', { method: 'GET', path: 'export', status: 200, text });
  await get(standIn, eventsToken, ['/api/v2/auth/introspect']);
  await fetch(`${standIn.url}/v1beta1/users/oauth2/token`, { method: 'POST' });
  for (const feed of ['auditevents', 'signinattempts']) {
    await postEvents(standIn, feed, { limit: 5, start_time: '2026-11-01T00:00:00Z' });
    await postEvents(standIn, feed, { limit: 0 });
    await postEvents(standIn, feed, {}, 'other');
  }
  return standIn;
}

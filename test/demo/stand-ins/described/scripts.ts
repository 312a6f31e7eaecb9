import type { SignedIn } from '../../../../demo/company/configuration.ts';
import type { RightAnswer } from '../../../../demo/stand-ins/serve/stand-in.ts';
import * as aws from '../../../providers/aws/server.ts';
import * as bitwarden from '../../../providers/bitwarden/organization.ts';
import * as cloudflare from '../../../providers/cloudflare/account.ts';
import * as google from '../../../providers/google-workspace/people.ts';
import * as npm from '../../../providers/npm/organization.ts';
import * as onepassword from '../../../providers/onepassword/company.ts';
import { type Script, standIn, stopStandIns } from '../../../providers/onepassword/stand-in.ts';
import * as slack from '../../../providers/slack/workspace.ts';

type Hear = (service: SignedIn, answer: RightAnswer) => void;

/** What the tests of providers answer by themselves where they try nothing: the answers that each of their traps is made of. */
export async function tellScripts(hear: Hear): Promise<void> {
  for (const [service, script] of Object.entries(scripts)) {
    const { url } = await standIn(script);
    for (const path of Object.keys(script)) {
      const response = await fetch(`${url}${path}`);
      hear(service as SignedIn, {
        method: 'GET',
        path,
        status: response.status,
        text: await response.text(),
      });
    }
  }
  stopStandIns();
  for (const [path, text] of Object.entries(awsTexts))
    hear('aws', { method: 'POST', path, status: 200, text });
  for (const [service, path, value] of values)
    hear(service, { method: 'GET', path, status: 200, text: JSON.stringify(value) });
}

const scripts: Readonly<Partial<Record<SignedIn, Script>>> = {
  slack: slack.healthy,
  bitwarden: bitwarden.healthy,
  cloudflare: cloudflare.healthy,
  npm: npm.healthy,
};

const awsTexts = {
  '/#GetCallerIdentity': aws.identity,
  '/#GenerateCredentialReport': aws.ready,
  '/#GetAccountSummary': aws.summaryOf(aws.entry('AccountMFAEnabled', 1)),
};

const directory = '/admin/directory/v1';
const values: readonly (readonly [SignedIn, string, unknown])[] = [
  ['google', `${directory}/users`, { users: [google.user('ana')] }],
  ['google', `${directory}/orgunits`, { organizationUnits: [google.root, google.contractors] }],
  ['google', `${directory}/groups`, { groups: [google.group('all')] }],
  ['google', `${directory}/members`, { members: [google.member('ana')] }],
  ['google', '/v1/policies', { policies: [google.policy('a'), google.groupPolicy('b', 'g')] }],
  [
    'onepassword',
    'export',
    onepassword.exported([onepassword.opVault('v', { groups: [onepassword.opGroup('G')] })]),
  ],
  ['onepassword', '/v1beta1/accounts/A/users', { results: [onepassword.person('ana')] }],
  ['onepassword', '/api/v2/auditevents', { items: [onepassword.audit('E')] }],
  ['onepassword', '/api/v2/signinattempts', { items: [onepassword.signIn('E')] }],
];

import { stringify } from 'yaml';
import { awsAccount } from './aws.ts';
import { cloudflareAccount } from './cloudflare.ts';
import { githubOrganization } from './github.ts';
import { addressOf } from './identifiers.ts';
import { identityEntries, machineAccounts } from './identities.ts';
import { dkimSelectors, mailDomains } from './mail-domains.ts';
import { npmOrganization } from './npm.ts';
import { passwordsAt } from './passwords.ts';
import { breakGlass, personNamed, subject } from './people.ts';
import { policyDocuments } from './policy-documents.ts';
import { slackGuests } from './slack.ts';
import { intendedPeople, sharedVaults } from './vaults.ts';

/** The connections that sign in, by their ids. */
export const signedIn = ['google', 'onepassword', 'github', 'slack', 'npm', 'aws', 'cloudflare'] as const;

export type SignedIn = (typeof signedIn)[number];

export interface DemoAddresses {
  /** Where each provider is asked. */
  readonly urls: Readonly<Record<SignedIn, string>>;
  /** The name server, as `address:port`. */
  readonly resolver: string;
  /** A folder, relative to the configuration or absolute; or `s3://…`. */
  readonly locker: string;
  /** The file that `vaultExport` is written to, relative to the configuration or absolute. */
  readonly exportFile: string;
  /** What `credentials:` says of a connection, such as `secret:exhibit/google`. Default: `credentialVariables`. */
  readonly credentials?: (connection: SignedIn) => string;
  /** Seconds that one request may be retried in all. Default 0: a stand-in that is down stays down. */
  readonly patience?: number;
}

/** The environment variable that holds each connection's credentials. */
export const credentialVariables: Readonly<Record<SignedIn, string>> = {
  google: 'GOOGLE_CREDENTIALS',
  onepassword: 'ONEPASSWORD_CREDENTIALS',
  github: 'GITHUB_TOKEN',
  slack: 'SLACK_TOKEN',
  npm: 'NPM_TOKEN',
  aws: 'AWS_ACCESS_KEY',
  cloudflare: 'CLOUDFLARE_TOKEN',
};

/** The company's `exhibit.yaml`, as it is on the first night; see `namings.ts`. */
export function demoConfiguration(addresses: DemoAddresses): string {
  return `# Fathom Ferries, a company that does not exist. Its providers are small servers on this machine.
version: 1
organization: Fathom Ferries
timezone: Europe/Amsterdam
schedule: "02:00"
locker: ${JSON.stringify(addresses.locker)}

${stringify({ connections: connectionsAt(addresses) })}
# Whose the accounts are where a provider shows no e-mail address.
${stringify({ people: { source: 'google', identities: identityEntries() } })}
# Who needs which shared vault.
${stringify({ vaults: sharedVaults.map(vaultEntry) })}
${stringify({ sharedAccounts })}
${stringify({ policies: policyDocuments })}
controls:
  google-workspace.unused-accounts-removed: { days: 30 }
  aws.unused-credentials-removed: { days: 90 }

${stringify({ waivers })}`;
}

function connectionsAt({ urls, resolver, exportFile, patience = 0, ...addresses }: DemoAddresses): object[] {
  const { credentials = (connection) => `env:${credentialVariables[connection]}` } = addresses;
  const connection = (id: SignedIn, provider: string, settings: object) => {
    return { id, provider, credentials: credentials(id), endpoint: urls[id], ...settings, patience };
  };
  const account = passwordsAt(1).account.id;
  const vaults = { source: 'export', file: exportFile, maxAgeDays: 7 };
  return [
    connection('google', 'google-workspace', { subject }),
    connection('onepassword', 'onepassword', { account, region: 'eu', ...vaults }),
    connection('github', 'github', { org: githubOrganization }),
    connection('slack', 'slack', {}),
    connection('npm', 'npm', { org: npmOrganization }),
    connection('aws', 'aws', { account: awsAccount }),
    connection('cloudflare', 'cloudflare', { account: cloudflareAccount }),
    { id: 'dns', provider: 'dns', domains: mailDomains, selectors: dkimSelectors, resolver },
  ];
}

function vaultEntry(vault: (typeof sharedVaults)[number]): object {
  const members = intendedPeople(vault).map((name) => personNamed(name).email.toLowerCase());
  return { name: vault.name, members: members.toSorted() };
}

const sharedAccounts = [
  { name: 'npm organization', connection: 'npm', account: machineAccounts.npm, vault: 'npm publishing' },
  {
    name: 'GitHub machine user',
    connection: 'github',
    account: machineAccounts.github,
    vault: 'Booking platform',
  },
  { name: 'Break-glass administrator', connection: 'google', account: breakGlass, vault: 'Break-glass' },
];

const approvedBy = addressOf('Adaeze Nwosu');

/** The first ends during the story, before night 25; nobody renews it. */
const waivers = [
  {
    control: 'google-workspace.mfa-enforced',
    subject: breakGlass,
    reason: 'Break-glass account with a hardware key in the safe, exempt from enforcement',
    approvedBy,
    expires: '2026-11-16',
  },
  {
    control: 'google-workspace.unused-accounts-removed',
    subject: breakGlass,
    reason: 'Break-glass account, tried out once a year',
    approvedBy,
    expires: '2027-07-31',
  },
  {
    control: 'onepassword.account-for-every-employee',
    subject: breakGlass,
    reason: 'Nobody’s account: its password lies in the vault Break-glass',
    approvedBy,
    expires: '2027-07-31',
  },
  ...slackGuests.map((guest) => ({
    control: 'people.accounts-are-personal',
    subject: `${guest} (slack)`,
    reason: 'Guest from another company, in one channel',
    approvedBy,
    expires: '2027-01-31',
  })),
];

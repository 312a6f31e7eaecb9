import { stringify } from 'yaml';
import { atlassianOrganization } from './atlassian.ts';
import { awsAccount } from './aws.ts';
import { collectionEntries } from './bitwarden.ts';
import { cloudflareAccount } from './cloudflare.ts';
import { githubOrganization } from './github.ts';
import { addressOf } from './identifiers.ts';
import { identityEntries, machineAccounts } from './identities.ts';
import { dkimSelectors, mailDomains } from './mail-domains.ts';
import { storyDay } from './nights.ts';
import { npmOrganization } from './npm.ts';
import { passwordsAt } from './passwords.ts';
import { breakGlass, personNamed, subject } from './people.ts';
import { policyDocuments } from './policy-documents.ts';
import { sentryOrganization } from './sentry.ts';
import { registerEntries } from './services.ts';
import { slackGuests } from './slack.ts';
import { intendedPeople, sharedVaults } from './vaults.ts';
import { zoomAccount } from './zoom.ts';

/** The connections that sign in, by their ids: whom they ask, the provider's own keys, and where the credentials stand. */
const connections = {
  google: { provider: 'google-workspace', variable: 'GOOGLE_CREDENTIALS', keys: googleKeys },
  onepassword: { provider: 'onepassword', variable: 'ONEPASSWORD_CREDENTIALS', keys: passwordKeys },
  github: { provider: 'github', variable: 'GITHUB_TOKEN', keys: () => ({ org: githubOrganization }) },
  slack: { provider: 'slack', variable: 'SLACK_TOKEN', keys: () => ({}) },
  npm: { provider: 'npm', variable: 'NPM_TOKEN', keys: () => ({ org: npmOrganization }) },
  aws: { provider: 'aws', variable: 'AWS_ACCESS_KEY', keys: () => ({ account: awsAccount }) },
  cloudflare: {
    provider: 'cloudflare',
    variable: 'CLOUDFLARE_TOKEN',
    keys: () => ({ account: cloudflareAccount }),
  },
  bitwarden: { provider: 'bitwarden', variable: 'BITWARDEN_CREDENTIALS', keys: () => ({ region: 'eu' }) },
  sentry: { provider: 'sentry', variable: 'SENTRY_TOKEN', keys: () => ({ org: sentryOrganization }) },
  datadog: { provider: 'datadog', variable: 'DATADOG_KEYS', keys: () => ({ site: 'datadoghq.eu' }) },
  atlassian: {
    provider: 'atlassian',
    variable: 'ATLASSIAN_API_KEY',
    keys: () => ({ org: atlassianOrganization }),
  },
  zoom: { provider: 'zoom', variable: 'ZOOM_CREDENTIALS', keys: () => ({ account: zoomAccount }) },
};

function googleKeys(): object {
  return { subject, reports: { grants: true } };
}

function passwordKeys(file: string): object {
  return { account: passwordsAt(1).account.id, region: 'eu', source: 'events', file, maxAgeDays: 30 };
}

export type SignedIn = keyof typeof connections;

export const signedIn = Object.keys(connections) as readonly SignedIn[];

export interface DemoAddresses {
  /** Where each provider is asked. */
  readonly urls: Readonly<Record<SignedIn, string>>;
  /** The name server, as `address:port`. */
  readonly resolver: string;
  /** A folder, relative to the configuration or absolute; or `s3://…`. */
  readonly locker: string;
  /** The file that `vaultExport` is written to, relative to the configuration or absolute. */
  readonly exportFile: string;
  /** What `credentials:` says of a connection, such as `secret:exhibit/google`. Default: its environment variable. */
  readonly credentials?: (connection: SignedIn) => string;
  /** Seconds that one request may be retried in all. Default 0: a stand-in that is down stays down. */
  readonly patience?: number;
}

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
${stringify({ vaults: [...sharedVaults.map(vaultEntry), ...collectionEntries] })}
${stringify({ sharedAccounts })}
${stringify({ policies: policyDocuments })}
# Every service that the company uses, by its own word.
${stringify({ services: registerEntries })}
controls:
  google-workspace.unused-accounts-removed: { days: 30 }
  aws.unused-credentials-removed: { days: 90 }
  bitwarden.account-for-every-employee: { off: Only the crew of the kiosks is at Bitwarden; everybody is at 1Password }

${stringify({ waivers })}`;
}

function connectionsAt({ urls, resolver, exportFile, patience = 0, ...addresses }: DemoAddresses): object[] {
  const { credentials = (id) => `env:${credentialVariable(id)}` } = addresses;
  return [
    ...signedIn.map((id) => {
      const { provider, keys } = connections[id];
      const settings = keys(exportFile);
      return { id, provider, credentials: credentials(id), endpoint: urls[id], ...settings, patience };
    }),
    { id: 'dns', provider: 'dns', domains: mailDomains, selectors: dkimSelectors, resolver },
  ];
}

/** The environment variable that holds a connection's credentials. */
export function credentialVariable(id: SignedIn): string {
  return connections[id].variable;
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
    expires: storyDay('2026-11-16'),
  },
  {
    control: 'google-workspace.mfa-strong-for-admins',
    subject: breakGlass,
    reason: 'Break-glass account with a hardware key in the safe, exempt from enforcement',
    approvedBy,
    expires: storyDay('2027-07-31'),
  },
  {
    control: 'google-workspace.unused-accounts-removed',
    subject: breakGlass,
    reason: 'Break-glass account, tried out once a year',
    approvedBy,
    expires: storyDay('2027-07-31'),
  },
  {
    control: 'onepassword.account-for-every-employee',
    subject: breakGlass,
    reason: 'Nobody’s account: its password lies in the vault Break-glass',
    approvedBy,
    expires: storyDay('2027-07-31'),
  },
  ...slackGuests.map((guest) => ({
    control: 'people.accounts-are-personal',
    subject: `${guest} (slack)`,
    reason: 'Guest from another company, in one channel',
    approvedBy,
    expires: storyDay('2027-01-31'),
  })),
];

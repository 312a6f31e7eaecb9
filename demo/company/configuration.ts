import { stringify } from 'yaml';
import { addressOf } from './identifiers.ts';
import { passwordsAt } from './passwords.ts';
import { breakGlass, personNamed, subject } from './people.ts';
import { intendedPeople, sharedVaults } from './vaults.ts';

export interface DemoAddresses {
  readonly googleUrl: string;
  readonly onepasswordUrl: string;
  /** A folder, relative to the configuration or absolute. */
  readonly locker: string;
  /** The file that `vaultExport` is written to, relative to the configuration or absolute. */
  readonly exportFile: string;
}

/** The company's `exhibit.yaml`. It stays the same for all thirty nights. */
export function demoConfiguration({ googleUrl, onepasswordUrl, locker, exportFile }: DemoAddresses): string {
  return `# Fathom Ferries, a company that does not exist. Its providers are two small servers on this machine.
version: 1
organization: Fathom Ferries
timezone: Europe/Amsterdam
schedule: "02:00"
locker: ${quoted(locker)}

connections:
  - id: google
    provider: google-workspace
    credentials: env:GOOGLE_CREDENTIALS
    endpoint: ${quoted(googleUrl)}
    subject: ${subject}
    patience: 1 # seconds; a stand-in that is down stays down
  - id: onepassword
    provider: onepassword
    credentials: env:ONEPASSWORD_CREDENTIALS
    endpoint: ${quoted(onepasswordUrl)}
    account: ${passwordsAt(1).account.id}
    region: eu
    source: export
    file: ${quoted(exportFile)}
    maxAgeDays: 7
    patience: 1

people:
  source: google

# Who needs which shared vault.
${stringify({ vaults: sharedVaults.map(vaultEntry) })}
sharedAccounts:
  - name: npm organization
    vault: npm publishing
  - name: Break-glass administrator
    connection: google
    account: ${breakGlass}
    vault: Break-glass

controls:
  google-workspace.unused-accounts-removed: { days: 30 }

${stringify({ waivers })}`;
}

/** JSON text is YAML text, whatever the path holds. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function vaultEntry(vault: (typeof sharedVaults)[number]): object {
  const members = intendedPeople(vault).map((name) => personNamed(name).email.toLowerCase());
  return { name: vault.name, members: members.toSorted() };
}

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
];

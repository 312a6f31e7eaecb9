import type { ProviderSetup } from '../../provider.ts';
import { exportScript } from './export-script.ts';
import { usersScope } from './requests.ts';

const example = `  - id: onepassword
    provider: onepassword
    credentials: env:ONEPASSWORD_CREDENTIALS  # JSON: usersClientId, usersClientSecret, eventsToken, serviceAccountToken
    account: YOUR_ACCOUNT_ID
    region: com                               # com, ca or eu
    source: events                            # one export, and what events tell since; or export, or sdk
    file: ./onepassword-export.json           # made by exhibit export onepassword
    maxAgeDays: 30                            # an older export counts as partial`;

const steps = [
  'Users: in 1Password (Business), under Integrations, set up user management through the Users API. Give the ' +
    `client the scope ${usersScope} and nothing else; put its id and secret into usersClientId and usersClientSecret.`,
  'Events: under Integrations, set up Events Reporting. Issue a token with sign-in attempts and audit events, without ' +
    'item usages; put it into eventsToken.',
  'Vaults, with source: export (people behind groups are named): as an owner, sign in to op and run exhibit export onepassword, ' +
    'or without Exhibit this script, at least every maxAgeDays days. On AWS, upload what it made to EXPORTS/CONNECTION.json: EXPORTS is the output ' +
    `ExportsLocation of npm run deploy, CONNECTION the id below connections.\n\n${exportScript}`,
  'Vaults, with source: sdk (no person needed, but groups stay unexpanded): make a service account that may read ' +
    'the shared vaults; put its token into serviceAccountToken. It can read the items of those vaults: keep it as ' +
    'you would keep their passwords. It cannot be given private vaults, nor the default Shared vault.',
  'Credentials are one JSON object, in an environment variable, a file or Secrets Manager. Leave out what you do ' +
    'not use: the datasets that need it are then reported as not configured.',
];

export const setup: ProviderSetup = {
  example,
  scopes: [
    `Users API: ${usersScope}`,
    'Events API: auditevents, signinattempts',
    'Service account: read access to the shared vaults (source: sdk; with source: events only to check what is derived)',
  ],
  steps,
};

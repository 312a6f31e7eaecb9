import { defaults, memoryBeside } from './defaults.ts';
import { yourCompany } from './placeholders.ts';

/** The providers whose connections stand ready to be filled in; all others are commented out. */
const active = /^ *provider: *(google-workspace|onepassword)\b/m;

/**
 * The commented `exhibit.yaml` that `exhibit init` writes. `example` is a provider's connection as YAML, beginning
 * `  - id:`. Prose stands after "# "; YAML that is commented out, after "#" alone.
 */
export function configurationTemplate(input: {
  readonly organization?: string;
  readonly timezone?: string;
  /** `ready`: to be filled in, and not commented out. */
  readonly setups: readonly { readonly title: string; readonly example: string; readonly ready?: boolean }[];
}): string {
  const isReady = (setup: (typeof input.setups)[number]) => setup.ready ?? active.test(setup.example);
  const ready = input.setups.filter(isReady);
  const others = input.setups.filter((setup) => !isReady(setup));
  return [
    top(input.organization ?? yourCompany, input.timezone ?? 'UTC'),
    connections,
    ...ready.map(({ title, example }) => `  # ${title}\n${example.trimEnd()}\n`),
    ...others.map(({ title, example }) => `# ${title}\n${commentedOut(example.trimEnd())}\n`),
    rest,
  ].join('\n');
}

function commentedOut(yaml: string): string {
  return yaml
    .split('\n')
    .map((line) => (line === '' ? '#' : `#${line}`))
    .join('\n');
}

const limitLines = Object.entries(defaults.limits)
  .map(([name, limit]) => `#  ${name}: ${limit}`)
  .join('\n');

const top = (
  organization: string,
  timezone: string,
) => `# The configuration of Exhibit, which collects compliance evidence every night.
#
# Secrets do not belong in this file: it only says where each of them is, as
# env:NAME (an environment variable), file:PATH (a file) or secret:NAME (in AWS Secrets Manager).
# Relative paths are relative to this file. "exhibit doctor" checks the file and asks every
# provider whether it answers what is needed; nothing is collected while there is a fault.
version: 1

# The company, as reports name it.
organization: ${JSON.stringify(organization)}

# Where the company is (an IANA name), and the local time of the nightly run.
timezone: ${JSON.stringify(timezone)}
schedule: "${defaults.schedule}"

# Where evidence is kept, write-once: a folder, or s3://bucket/prefix.
locker: ${defaults.locker}
`;

const connections = `# What evidence is collected from. Each connection has an id of its own, which names its folder in
# the locker; keep it for ever. Every connection may also have "endpoint" (an https address that is
# asked instead of the provider's own) and "patience" (seconds that one request
# may be retried; ${defaults.patience} where you do not say).
connections:`;

const rest = `# Who works here: the active users of a connection, or of a list of them. Without this section,
# those of the only Google Workspace connection or, without one, of the only Entra ID or Okta.
# Identities say whose an account is where its name is not the person's address: under the id of
# the connection, or of the provider. Whoever has
# several accounts in one service is declared with a list of them all. The key leavers may name a
# CSV file of those who left (header person,lastDay); without it a leaver is whoever is gone there.
#people:
#  source: google
#  identities:
#    - person: ana@acme.example
#      onepassword: ana@home.example
#      github: [ana-gh, ana-ops]

# Who needs which shared vault: exactly these people, and nobody else. A shared vault that is
# not named here is reported.
#vaults:
#  - name: npm publishing
#    members: [ana@acme.example, ben@acme.example]     # or everyone
#  - name: Web shop                                    # of Bitwarden: its collections have no name
#    connection: bitwarden
#    id: bfbc8338-e329-4dc0-b0c9-317c2ebf1a09          # or its external id
#    members: [ana@acme.example, ben@acme.example]

# Groups of 1Password (by name or id) that are filled from a group of Google Workspace. Somebody in
# it who should not have a vault is then seen even where 1Password does not tell its members; where
# it does, the two must agree.
#vaultGroups:
#  Publishers: publishers@acme.example

# Accounts that belong to no single person, and the vault that holds each.
#sharedAccounts:
#  - name: npm organization
#    vault: npm publishing

# Documents of the company's policy, in repositories of a GitHub connection: each was changed or
# confirmed within a year, and has an owner (here, or as "owner:" in its front matter).
#policies:
#  - path: policies/access-control.md
#    repository: handbook
#    owner: ana@acme.example

# Every service that the company uses: how people sign in (google, saml, password or none), the
# connection that asks it and the vault with its shared credentials, if any. With
# "reports: { grants: true }" at a Google connection, "exhibit services" says what is missing here.
#services:
#  - name: Design tool
#    domain: design.example
#    signIn: google
#    owner: ana@acme.example
#    users: everyone                                   # or a list of addresses
#    clientIds: [1234.apps.googleusercontent.com]
#  - name: Old wiki
#    domain: wiki.example
#    ignore: { reason: Read-only archive, approvedBy: cto@acme.example, expires: 2027-03-31 }

# Every control is on, with its usual parameters. Change them here, or turn one off and say why.
#controls:
#  google-workspace.unused-accounts-removed: { days: 30 }
#  google-workspace.super-admins-few: { off: "Two founders run everything until March" }

# Controls of your own, in CEL (https://cel.dev): of each record of a dataset that "for" speaks of,
# "must" has to hold. A field without a value makes the person unknown, never a pass.
#customControls:
#  - id: acme.admins-in-office
#    title: Admins work in the office unit
#    dataset: google/users
#    for: record.isAdmin == true
#    must: record.orgUnitPath.startsWith("/Office")
#    subject: record.primaryEmail
#    soc2: [CC6.3]
#    fix: Move the person to the office unit, or take the role away.

# Exceptions that somebody approved, each for a time. They stay visible in every report, and the
# control fails again on the day after "expires".
#waivers:
#  - control: google-workspace.mfa-enforced
#    subject: breakglass@acme.example
#    reason: Break-glass account, hardware key in the safe
#    approvedBy: cto@acme.example
#    expires: 2027-01-31

# Where changes are announced, besides the terminal: a webhook of Slack or of what understands the
# same. What stays open is repeated after so many days (0: never).
#alerts:
#  webhook: env:ALERT_WEBHOOK
#  remindEveryDays: ${defaults.remindEveryDays}

# What nights are sealed with: a key file (the first run makes it, if there is none) or kms:NAME, a
# key in AWS KMS; the file that remembers what the key signed last (beside a key file by default;
# with kms: name one, or s3://bucket for one locker, that whoever writes the locker cannot write);
# and an RFC 3161 authority that
# attests the time. Keep a backup of a key file; "exhibit rotate-key" changes it.
#signing:
#  key: file:${defaults.signingKey}
#  memory: ${memoryBeside(defaults.signingKey)}
#  timestamps:
#    authority: https://timestamps.example/tsr
#    certificates: [./timestamps.pem]
#  witness:      # a public log; whoever reads it sees when nights were sealed, and nothing else
#    rekor: { url: https://rekor.sigstore.dev, version: 1 }

# Limits of a night: what it accepts and how long it waits. The evidence says where one was
# reached. These are the defaults: MiB of one answer and of an exported file, records and seconds
# of one dataset, and seconds of all collecting.
#limits:
${limitLines}

# Public keys whose seals are trusted. Keep copies outside the locker.
#trustedKeys:
#  - keys/exhibit.pem

# Only for "npm run deploy", which sets Exhibit up on AWS. Every secret is then secret:NAME.
# Evidence cannot be deleted by anybody for so long after it was stored: years, or retentionDays.
# The auditor's role can only read; it wants the external id, and of users a second factor, which
# the session of a role cannot show.
#aws:
#  retentionYears: ${defaults.retentionYears}
#  mail: [oncall@acme.example]
#  runbook: https://wiki.acme.example/exhibit/runbook
#  auditor:
#    principals: [arn:aws:iam::111122223333:role/audit]
#    externalId: acme-2026
#  replicateTo: { bucket: acme-log-archive, account: "444455556666", region: eu-west-1 }
`;

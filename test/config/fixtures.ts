import * as z from 'zod/mini';
import type { Configuration, KnownParts } from '../../lib/config/configuration.ts';
import { ConfigurationError, type Fault } from '../../lib/config/error.ts';
import { parseConfiguration } from '../../lib/config/parse.ts';
import { custom } from '../../lib/controls/custom/index.ts';
import { type AnyDataset, defineDataset } from '../../lib/evidence/dataset.ts';
import { manifests } from '../../lib/providers/manifests.ts';

/** The forms that tokens really have. */
const tokensOf = manifests.flatMap(({ tokens }) => tokens);

/** Providers and controls in the forms that real ones have: strict, refined, lax, with and without defaults. */
export const known: KnownParts = {
  custom,
  providers: [
    {
      id: 'google-workspace',
      tokens: tokensOf,
      needsCredentials: true,
      datasets: [dataset('users'), dataset('org-units')],
      settings: () =>
        z.strictObject({
          customer: z._default(z.string(), 'my_customer'),
          subject: z.string().check(z.includes('@', { error: 'must be an address' })),
        }),
    },
    {
      id: 'onepassword',
      tokens: [],
      needsCredentials: true,
      datasets: [dataset('users'), dataset('events', { continues: { retentionDays: 120 } })],
      settings: () =>
        z
          .strictObject({
            account: z.string(),
            region: z._default(z.enum(['com', 'ca', 'eu']), 'com'),
            source: z._default(z.enum(['sdk', 'export']), 'sdk'),
            file: z.optional(z.string()),
          })
          .check(
            z.refine(({ source, file }) => source === 'sdk' || file !== undefined, {
              path: ['file'],
              error: 'is missing — name the export',
            }),
          ),
    },
    {
      id: 'github',
      tokens: [],
      needsCredentials: true,
      datasets: [dataset('policy-documents', { onlyFor: 'policies' })],
      settings: () => z.object({ org: z.string() }),
    },
    {
      id: 'aws',
      tokens: [],
      needsCredentials: false,
      datasets: [],
      settings: () => z.strictObject({ account: z.string() }),
    },
  ],
  controls: [
    {
      id: 'google-workspace.mfa-enforced',
      parameters: () => z.strictObject({ reconcile: z._default(z.boolean(), true) }),
    },
    {
      id: 'google-workspace.unused-accounts-removed',
      parameters: () => z.strictObject({ days: z._default(z.int().check(z.minimum(1)), 30) }),
    },
    { id: 'github.mfa-required', parameters: () => z.strictObject({}) },
  ],
};

/** A dataset of a provider that is made up; its records have a name. */
function dataset(name: string, traits: Partial<AnyDataset> = {}): AnyDataset {
  const made = defineDataset<{ readonly name: string }>({
    provider: 'made-up',
    name,
    order: 'name',
    key: (row) => row.name,
    id: null,
    continues: false,
    onlyFor: null,
    strata: () => [],
    people: [],
    compared: null,
  });
  return { ...made, ...traits };
}

/** A configuration without a fault that uses every key. */
export const good = `version: 1
organization: Acme
timezone: Europe/Amsterdam
schedule: "03:30"
locker: ./evidence
connections:
  - id: google
    provider: google-workspace
    credentials: env:GOOGLE_CREDENTIALS
    endpoint: http://127.0.0.1:8080/
    subject: admin@acme.example
  - id: vaults
    provider: onepassword
    credentials: file:secrets/onepassword.json
    patience: 30
    account: ACME
  - id: code
    provider: github
    credentials: secret:exhibit/github
    org: acme
people:
  source: google
  identities:
    - person: Ana@Acme.example
      code: ana-gh
vaults:
  - name: npm publishing
    members: [Ana@acme.example, ben@acme.example]
sharedAccounts:
  - name: npm organization
    connection: code
    account: Bot@Acme.example
    vault: npm publishing
vaultGroups:
  Publishers: Publishers@acme.example
controls:
  google-workspace.unused-accounts-removed: { days: 60 }
  github.mfa-required: { off: "There is no code yet" }
waivers:
  - control: google-workspace.mfa-enforced
    subject: BreakGlass@acme.example
    reason: Hardware key in the safe
    approvedBy: cto@acme.example
    expires: 2027-01-31
alerts:
  webhook: env:ALERT_WEBHOOK
trustedKeys:
  - keys/night.pem
aws:
  retentionYears: 3
  mail: [OnCall@acme.example]
  runbook: https://wiki.acme.example/runbook
  auditor:
    principals: ["arn:aws:iam::111122223333:role/audit"]
    externalId: acme-2026
  replicateTo: { bucket: acme-archive, account: "444455556666", region: eu-west-1 }
customControls:
  - id: acme.admins-in-office
    title: Admins work in the office unit
    meaning: Who administers sits in the office
    dataset: google/users
    for: record.isAdmin == true
    must: record.orgUnitPath.startsWith("/Office")
    subject: record.primaryEmail
    soc2: [CC6.3]
    iso27001: [A.8.2]
    nist80053: [AC-6]
    cis: ["5.4"]
    fix: Move the person, or take the role away
`;

export function parse(text: string): Configuration {
  return parseConfiguration(text, { file: 'exhibit.yaml', known });
}

export function errorOf(text: string): ConfigurationError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}

export function faultsOf(text: string): readonly Fault[] {
  return errorOf(text).faults;
}

/** The good configuration with one stretch replaced. */
export function changed(from: string, to: string): string {
  if (!good.includes(from)) throw new Error(`The good configuration has no ${JSON.stringify(from)}.`);
  return good.replace(from, () => to);
}

import * as z from 'zod/mini';
import { aws } from './aws.ts';
import {
  address,
  connectionId,
  customControlId,
  datasetName,
  date,
  documentPath,
  endpoint,
  limit,
  locker,
  patience,
  remindEveryDays,
  repository,
  schedule,
  secretReference,
  text,
  timezone,
  vaultMembers,
  whenMissing,
} from './fields.ts';
import { longestRunSeconds } from './limits.ts';
import { service } from './service-schema.ts';

/** The keys that every connection may have; the rest is its provider's own. */
export const connectionShape = z.looseObject({
  id: connectionId,
  provider: text('name the provider'),
  credentials: z.nullish(secretReference),
  endpoint: z.optional(endpoint),
  patience: z.optional(patience),
});

export const connectionKeys = Object.keys(connectionShape.shape);

export const signingKey = z.string().check(
  z.regex(/^(file|kms):\S/, {
    error: 'is not file:PATH (a key file) or kms:NAME (a key in AWS KMS) — write one of them',
  }),
);

const webAddress = z.string().check(
  z.regex(/^https?:\/\/[^\s/@]+(\/\S*)?$/, {
    error: 'is not a web address — write that of an RFC 3161 authority',
  }),
);

/** Over https, or on this machine: what is entered is public, and the answer is kept. */
const logAddress = z.string().check(
  z.regex(/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$))[^\s@]*$/, {
    error: 'is not the address of a log — write such as https://rekor.sigstore.dev',
  }),
);

const waiver = z.strictObject({
  control: text('name the control that is waived'),
  subject: text('name whom or what the waiver is about'),
  reason: text('say why the exception is acceptable'),
  approvedBy: text('say who approved it'),
  approvedOn: z.optional(date('write the day on which it was approved, as YYYY-MM-DD')),
  ticket: z.optional(text('name the ticket')),
  expires: date('add the last day on which the waiver counts, as YYYY-MM-DD'),
});

/** An account's name. Logins keep their case; what is an address is compared without it. */
const account = z.pipe(
  text('add the account’s name'),
  z.transform((name) => (name.includes('@') ? name.toLowerCase() : name)),
);

/** Of one service: a name, or all the names that a person has there. */
const accounts = z.union([
  account,
  z.array(account).check(z.minLength(1, { error: 'is empty — add a name' })),
]);

const identity = z.catchall(z.object({ person: address }), accounts);

const sourceName = text('name the connection whose active users are the employees');

const sharedAccount = z.strictObject({
  name: text('name the shared account'),
  connection: z.optional(text('name the connection, or remove the key')),
  account: z.optional(account),
  vault: z.optional(text('name the vault, or remove the key')),
});

const policy = z.strictObject({
  path: documentPath,
  repository,
  connection: z.optional(text('name the connection, or remove the key')),
  branch: z.optional(text('name the branch, or remove the key')),
  owner: z.optional(text('name whom it belongs to, or remove the key')),
});

const clauses = z.optional(z.array(text('name a clause, or remove the entry')));

/** A control of the company's own. Its expressions are checked where their language is known. */
export const customControl = z.strictObject({
  id: customControlId,
  title: text('say in a few words what holds'),
  meaning: z.optional(text('say what it means, or remove the key')),
  dataset: datasetName,
  for: z.optional(text('say which records it applies to, or remove the key')),
  must: text('say what must hold of each `record`'),
  subject: z.optional(text('say what a record is called, or remove the key')),
  soc2: clauses,
  iso27001: clauses,
  nist80053: clauses,
  cis: clauses,
  fix: z.optional(text('say how to mend a failure, or remove the key')),
});

export type CustomControlShape = z.output<typeof customControl>;

/**
 * `exhibit.yaml`, apart from what its parts say of each other. A section whose entries are all commented out
 * reads as null, and counts as left out.
 */
export const shape = z.strictObject({
  version: z.custom<1>((given) => given === 1, {
    error: unsupported,
    params: { fault: 'unsupported-version' },
  }),
  organization: text('name the company'),
  timezone,
  schedule: z.optional(schedule),
  locker: z.optional(locker),
  connections: z
    .array(connectionShape, { error: whenMissing('add at least one connection') })
    .check(z.minLength(1, { error: 'is empty — add at least one connection' })),
  people: z.nullish(
    z.strictObject({
      source: z.optional(
        z.union([
          sourceName,
          z
            .array(sourceName)
            .check(z.minLength(1, { error: 'is empty — name a connection, or remove the key' })),
        ]),
      ),
      identities: z.nullish(z.array(identity)),
      leavers: z.optional(text('name the CSV file of those who left, or remove the key')),
    }),
  ),
  vaults: z.nullish(
    z.array(
      z
        .strictObject({
          name: z.optional(text('name the vault, or give its connection and id')),
          connection: z.optional(text('name the connection, or remove the key')),
          id: z.optional(text('write the vault’s id, or remove the key')),
          members: vaultMembers,
        })
        .check(
          z.refine((vault) => vault.name !== undefined || vault.id !== undefined, {
            path: ['name'],
            message: 'is missing — name the vault, or give its connection and id',
          }),
        ),
    ),
  ),
  sharedAccounts: z.nullish(z.array(sharedAccount)),
  vaultGroups: z.nullish(z.record(z.string(), address)),
  policies: z.nullish(z.array(policy)),
  services: z.nullish(z.array(service)),
  controls: z.nullish(z.looseObject({})),
  customControls: z.nullish(z.array(customControl)),
  waivers: z.nullish(z.array(waiver)),
  alerts: z.nullish(
    z.strictObject({ webhook: z.nullish(secretReference), remindEveryDays: z.nullish(remindEveryDays) }),
  ),
  signing: z.nullish(
    z.strictObject({
      key: z.optional(signingKey),
      memory: z.optional(text('name the file that remembers what the key signed last')),
      timestamps: z.nullish(
        z.strictObject({
          authority: webAddress,
          certificates: z.nullish(z.array(text('name a certificate file'))),
        }),
      ),
      witness: z.nullish(
        z.strictObject({
          rekor: z.strictObject({
            url: logAddress,
            version: z.literal(1, 'is not supported — write version: 1'),
            key: z.optional(text('name the file of the key of the log')),
          }),
        }),
      ),
    }),
  ),
  limits: z.nullish(
    z.strictObject({
      answerMegabytes: z.optional(limit(512)),
      fileMegabytes: z.optional(limit(512)),
      datasetRecords: z.optional(limit(100_000_000)),
      datasetSeconds: z.optional(limit(longestRunSeconds)),
      runSeconds: z.optional(limit(longestRunSeconds)),
    }),
  ),
  trustedKeys: z.nullish(z.array(text('name a public key file'))),
  aws: z.nullish(aws),
});

export type Shape = z.output<typeof shape>;

function unsupported(issue: { input?: unknown }): string {
  return issue.input === undefined ? 'is missing — write version: 1' : 'is not known here — write version: 1';
}

import * as z from 'zod';
import {
  address,
  connectionId,
  customControlId,
  datasetName,
  date,
  endpoint,
  locker,
  patience,
  schedule,
  secretReference,
  text,
  timezone,
  whenMissing,
} from './fields.ts';

/** The keys that every connection may have; the rest is its provider's own. */
export const connectionShape = z.looseObject({
  id: connectionId,
  provider: text('name the provider'),
  credentials: secretReference.nullish(),
  endpoint: endpoint.optional(),
  patience: patience.optional(),
});

export const connectionKeys = Object.keys(connectionShape.shape);

const signingKey = z.string().regex(/^(file|kms):\S/, {
  error: 'is not file:PATH (a key file) or kms:NAME (a key in AWS KMS) — write one of them',
});

const webAddress = z.string().regex(/^https?:\/\/[^\s/@]+(\/\S*)?$/, {
  error: 'is not a web address — write that of an RFC 3161 authority',
});

const waiver = z.strictObject({
  control: text('name the control that is waived'),
  subject: text('name whom or what the waiver is about'),
  reason: text('say why the exception is acceptable'),
  approvedBy: text('say who approved it'),
  expires: date('add the last day on which the waiver counts, as YYYY-MM-DD'),
});

/** An account's name. Logins keep their case; what is an address is compared without it. */
const account = text('add the account’s name').transform((name) =>
  name.includes('@') ? name.toLowerCase() : name,
);

const identity = z.object({ person: address }).catchall(account);

const sharedAccount = z.strictObject({
  name: text('name the shared account'),
  connection: text('name the connection, or remove the key').optional(),
  account: account.optional(),
  vault: text('name the vault, or remove the key').optional(),
});

const clauses = z.array(text('name a clause, or remove the entry')).optional();

/** A control of the company's own. Its expressions are checked where their language is known. */
export const customControl = z.strictObject({
  id: customControlId,
  title: text('say in a few words what holds'),
  meaning: text('say what it means, or remove the key').optional(),
  dataset: datasetName,
  for: text('say which records it speaks of, or remove the key').optional(),
  must: text('say what must hold of each `record`'),
  subject: text('say what a record is called, or remove the key').optional(),
  soc2: clauses,
  iso27001: clauses,
  nist80053: clauses,
  cis: clauses,
  fix: text('say how to mend a failure, or remove the key').optional(),
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
  schedule: schedule.optional(),
  locker: locker.optional(),
  connections: z
    .array(connectionShape, { error: whenMissing('add at least one connection') })
    .min(1, { error: 'is empty — add at least one connection' }),
  people: z
    .strictObject({
      source: text('name the connection whose active users are the employees').optional(),
      identities: z.array(identity).nullish(),
    })
    .nullish(),
  vaults: z.array(z.strictObject({ name: text('name the vault'), members: z.array(address) })).nullish(),
  sharedAccounts: z.array(sharedAccount).nullish(),
  vaultGroups: z.record(z.string(), address).nullish(),
  controls: z.looseObject({}).nullish(),
  customControls: z.array(customControl).nullish(),
  waivers: z.array(waiver).nullish(),
  alerts: z.strictObject({ webhook: secretReference.nullish() }).nullish(),
  signing: z
    .strictObject({
      key: signingKey.optional(),
      timestamps: z
        .strictObject({
          authority: webAddress,
          certificates: z.array(text('name a certificate file')).nullish(),
        })
        .nullish(),
    })
    .nullish(),
  trustedKeys: z.array(text('name a public key file')).nullish(),
});

export type Shape = z.output<typeof shape>;

function unsupported(issue: { input?: unknown }): string {
  return issue.input === undefined ? 'is missing — write version: 1' : 'is not known here — write version: 1';
}

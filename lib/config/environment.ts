import { ExhibitError } from '../error.ts';

/** What the environment of the functions tells them. The infrastructure sets these, the functions read them. */
export const variables = {
  /** `s3://bucket/prefix` that configurations lie in, each as `<SHA-256>.json`. */
  configurations: 'EXHIBIT_CONFIGURATIONS',
  /** Id of the provider that the function collects from, where its code may collect from several. Only there. */
  provider: 'EXHIBIT_PROVIDER',
  /** The folder of the function's code that files lie in which declare a company's own providers. Only where there are any. */
  ownProviders: 'EXHIBIT_OWN_PROVIDERS',
  /** Of these, the one that the function collects by: relative to that folder. Only there. */
  ownProvider: 'EXHIBIT_OWN_PROVIDER',
  /** `s3://bucket` or `s3://bucket/prefix`. */
  locker: 'EXHIBIT_LOCKER',
  /** `s3://bucket/prefix` for collections that are not finished: short-lived, and no evidence. */
  work: 'EXHIBIT_WORK',
  /** `s3://bucket/prefix` of what the steps of a night leave for each other: short-lived, and no evidence. */
  nights: 'EXHIBIT_NIGHTS',
  /** `s3://bucket/prefix` of what Athena finds nights by. Only where it is to be told of them. */
  index: 'EXHIBIT_INDEX',
  /** `s3://bucket/prefix` of auditors' packages and of their manifests, which wait there to be signed: short-lived. */
  packages: 'EXHIBIT_PACKAGES',
  /** `s3://bucket/prefix` that people upload exports to. Only where a connection reads one. */
  exports: 'EXHIBIT_EXPORTS',
  /** ARN of the key in KMS. Only where something is signed or its public key is needed. */
  signingKey: 'EXHIBIT_SIGNING_KEY',
  /** `s3://bucket` that remembers what the key signed last, where the sealing function alone may write. */
  signerMemory: 'EXHIBIT_SIGNER_MEMORY',
  /** ARN of the function that seals, which is asked for the signature of a package. */
  sealFunction: 'EXHIBIT_SEAL_FUNCTION',
  /** Name of the event bus that alerts go to. */
  bus: 'EXHIBIT_BUS',
  /** ARN of the topic that people hear alerts and alarms by. */
  topic: 'EXHIBIT_TOPIC',
  /** What the ARN of each topic of a fleet's organizations begins with, before the id. Only where these are looked at. */
  topics: 'EXHIBIT_TOPICS',
  /** Name of the secret that the webhook's address is kept in. Only where there is one. */
  webhook: 'EXHIBIT_WEBHOOK',
  /** The commit that was deployed, as evidence and seals name it. */
  commit: 'EXHIBIT_COMMIT',
  /** The folder of the function's code that a fleet's file lies in, with all that it names. Only in the fleet's own functions. */
  fleet: 'EXHIBIT_FLEET',
  /** ARN of the role that the function takes up for one organization of a fleet. Only in a fleet. */
  actingRole: 'EXHIBIT_ACTING_ROLE',
  /** How long a package's address may be used, in seconds. */
  packageLinkSeconds: 'EXHIBIT_PACKAGE_LINK_SECONDS',
} as const;

export type Variable = (typeof variables)[keyof typeof variables];

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that is not set as it must be. The message says which, and who sets it. */
export class EnvironmentError extends ExhibitError<'environment'> {
  override readonly name = 'EnvironmentError';

  constructor(message: string, options?: ErrorOptions) {
    super('environment', message, options);
  }
}

const setBy = 'The stack sets it: deploy again (`npm run deploy`), or set it as docs/functions.md says.';

/** The value of a variable that has to be there. Throws `EnvironmentError`. */
export function required(environment: Environment, name: Variable): string {
  const value = optional(environment, name);
  if (value === null) throw new EnvironmentError(`${name} is not set. ${setBy}`);
  return value;
}

/** The value of a variable; null when it is not set, or empty. */
export function optional(environment: Environment, name: Variable): string | null {
  const value = environment[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

/** The value of a variable that has to be a positive whole number. Throws `EnvironmentError`. */
export function requiredNumber(environment: Environment, name: Variable): number {
  const value = required(environment, name);
  if (/^[1-9]\d{0,9}$/.test(value)) return Number(value);
  throw new EnvironmentError(`${name} is ${JSON.stringify(value)} and not a whole number above 0. ${setBy}`);
}

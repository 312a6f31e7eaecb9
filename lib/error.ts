/** Whose an error is: of whoever called or configured, of a provider, or of this machine, its disks, networks and AWS. */
export type Whose = 'user' | 'provider' | 'system';

/** Every code that an error may have, and whose it is. docs/errors.md has a line for each, with what to do. */
export const errorCodes = {
  // Called or configured in a way that cannot be done.
  command: 'user',
  configuration: 'user',
  environment: 'user',
  proxy: 'user',
  event: 'user',
  cursor: 'user',
  // Files that people make, and secrets.
  file: 'user',
  missing: 'user',
  empty: 'user',
  unreadable: 'user',
  key: 'user',
  // Runs.
  'in-the-past': 'user',
  'in-the-future': 'user',
  clock: 'user',
  busy: 'user',
  damaged: 'user',
  'own-failure': 'system',
  'waiver-too-long': 'user',
  'not-deployed': 'user',
  'configuration-gone': 'user',
  // The locker and its seals.
  exists: 'user',
  'not-a-locker': 'user',
  'invalid-key': 'user',
  unreachable: 'system',
  'too-large': 'user',
  'no-sums': 'user',
  contended: 'system',
  signer: 'system',
  timestamp: 'system',
  witness: 'system',
  older: 'user',
  changed: 'user',
  foreign: 'user',
  elsewhere: 'user',
  review: 'user',
  // Packages and samples.
  period: 'user',
  malformed: 'provider',
  unknown: 'user',
  // Questions in SQL.
  engine: 'user',
  // Alerts.
  address: 'user',
  secret: 'user',
  refused: 'system',
  undelivered: 'system',
  // What a provider does: the codes of a dataset's problem.
  denied: 'provider',
  unauthenticated: 'provider',
  'rate-limited': 'provider',
  unavailable: 'provider',
  timeout: 'provider',
  rejected: 'provider',
  truncated: 'provider',
  untrusted: 'provider',
  interrupted: 'system',
  internal: 'system',
  stale: 'user',
  'not-visible': 'provider',
  'not-configured': 'user',
  'not-asked': 'user',
} as const satisfies Readonly<Record<string, Whose>>;

export type ErrorCode = keyof typeof errorCodes;

/**
 * An error with words for a person: what happened, where, and what to do, without a secret. Whatever else is thrown is a bug,
 * or was not wrapped where it came in.
 */
export class ExhibitError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;

  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  get whose(): Whose {
    return errorCodes[this.code];
  }
}

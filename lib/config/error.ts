import { ExhibitError } from '../error.ts';

/** What can be wrong with `exhibit.yaml`. The list is closed: scripts may branch on it. */
export const faultCodes = [
  /** The file is not there, may not be read, or is not text. */
  'unreadable',
  /** Not YAML, or YAML that means nothing here (tags, a second document, runaway aliases). */
  'syntax',
  'duplicate-key',
  /** More keys, aliases or depth than is looked at. */
  'too-much',
  /** Nothing in the file but blanks and comments. */
  'empty',
  'not-a-map',
  'unsupported-version',
  'unknown-key',
  'missing-key',
  /** Any value that its key cannot have and that has no code of its own. */
  'invalid-value',
  'invalid-id',
  'invalid-address',
  'invalid-date',
  'invalid-schedule',
  'invalid-timezone',
  'invalid-endpoint',
  'invalid-locker',
  'invalid-path',
  'invalid-repository',
  /** A connection, person, vault, member, account or control that stands there twice. */
  'duplicate',
  'unknown-provider',
  /** A company's own file declares no provider that could be used. */
  'invalid-provider',
  'unknown-connection',
  'unknown-control',
  'unknown-dataset',
  /** What a control of the company's own says is not CEL, or cannot be judged by. */
  'invalid-expression',
  'missing-credentials',
  /** What `exhibit init` wrote to be filled in. */
  'placeholder',
  /** A secret's place holds something else than a reference to one. */
  'plain-text-secret',
  /** Text anywhere in the file that has the form of a key or token. */
  'suspected-secret',
  /** The file of leavers is not there, or a line of it is wrong. */
  'invalid-leavers',
  'off-without-reason',
  /** Right for one machine, and impossible in a deployment on AWS. Found when the stack is made. */
  'not-deployable',
] as const;

export type FaultCode = (typeof faultCodes)[number];

export interface Fault {
  readonly code: FaultCode;
  /** Counted from 1; null when the fault is the file itself. */
  readonly line: number | null;
  readonly column: number | null;
  /** Where in the configuration, such as `connections[0].endpoint`; empty for the file as a whole. */
  readonly path: string;
  /** What is wrong — and what to do. Never holds a secret. */
  readonly message: string;
}

/** Every fault of a configuration at once, in the order of the lines. */
export class ConfigurationError extends ExhibitError<'configuration'> {
  override readonly name = 'ConfigurationError';
  /** The file, as the caller named it. */
  readonly file: string;
  readonly faults: readonly Fault[];

  constructor(file: string, faults: readonly Fault[], options?: ErrorOptions) {
    super('configuration', faults.map((fault) => faultLine(file, fault)).join('\n'), options);
    this.file = file;
    this.faults = faults;
  }
}

/** `exhibit.yaml:12:5 connections[0].patience: what is wrong — what to do` */
function faultLine(file: string, fault: Fault): string {
  const place = fault.line === null ? `${file}:` : `${file}:${fault.line}:${fault.column}`;
  return fault.path === '' ? `${place} ${fault.message}` : `${place} ${fault.path}: ${fault.message}`;
}

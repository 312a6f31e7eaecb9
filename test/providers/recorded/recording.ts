/**
 * Answers in the form in which they were recorded of a real provider: the same fields, types, order and words; names, addresses
 * and ids are made up. `source` is where the recording is public, with its licence.
 */
export interface Recording {
  readonly source: string;
  /** By path, and behind `#` the action where there is one address for all. Text is sent as it is, all else as JSON. */
  readonly answers: Readonly<Record<string, unknown>>;
  readonly settings: object;
  /** The run's time. Default: now. */
  readonly now?: string;
  readonly groups?: readonly string[];
  readonly policies?: readonly {
    readonly repository: string;
    readonly path: string;
    readonly branch: null;
  }[];
  /** How many records each dataset comes to. */
  readonly records: Readonly<Record<string, number>>;
}

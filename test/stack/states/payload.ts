/** An error as Step Functions names it. */
export class StatesError extends Error {
  override readonly name: string;
  /** For the interpreter: what `States.ALL` neither retries nor catches. */
  readonly isRetryable: boolean;
  readonly isCatchable: boolean;

  constructor(name: string, cause: string, { terminal = false } = {}) {
    super(cause);
    this.name = name;
    this.isRetryable = !terminal;
    this.isCatchable = !terminal;
  }
}

/** What a state takes and gives at the most, in UTF-8. */
export const mostBytes = 256 * 1024;

/** The largest payload that a state took or gave. */
export interface Largest {
  readonly state: string;
  readonly bytes: number;
}

/** Measures every payload of an execution, and ends it at one that Step Functions would not carry. */
export class Scale {
  #largest: Largest = { state: '', bytes: 0 };
  /** How often a state was entered, which is what Step Functions counts. */
  transitions = 0;

  get largest(): Largest {
    return this.#largest;
  }

  /** Throws `States.DataLimitExceeded`, which nothing catches: the state itself takes or gives too much. */
  weigh(state: string, payload: unknown): void {
    if (this.#isTooLarge(state, payload)) throw tooLarge(state, { terminal: true });
  }

  /** Throws `States.DataLimitExceeded`, which the state can catch: what it called gave too much. */
  weighResult(state: string, resource: string, result: unknown): void {
    if (this.#isTooLarge(state, result)) throw tooLarge(resource);
  }

  #isTooLarge(state: string, payload: unknown): boolean {
    const bytes = Buffer.byteLength(JSON.stringify(payload) ?? '');
    if (bytes > this.#largest.bytes) this.#largest = { state, bytes };
    return bytes > mostBytes;
  }
}

function tooLarge(what: string, more?: { readonly terminal: boolean }): StatesError {
  const cause = `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  return new StatesError('States.DataLimitExceeded', cause, more);
}

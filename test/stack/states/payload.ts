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

  get largest(): Largest {
    return this.#largest;
  }

  /** Throws `States.DataLimitExceeded`, which nothing catches. */
  weigh(state: string, payload: unknown): void {
    const bytes = Buffer.byteLength(JSON.stringify(payload) ?? '');
    if (bytes > this.#largest.bytes) this.#largest = { state, bytes };
    if (bytes <= mostBytes) return;
    const cause = `The state/task '${state}' returned a result with a size exceeding the maximum number of bytes service limit.`;
    throw new StatesError('States.DataLimitExceeded', cause, { terminal: true });
  }
}

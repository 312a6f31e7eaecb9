/** A Datadog organization as plain data. A field that is left out, or null, is left out or null in the answer. */
export interface DatadogWorld {
  readonly users: readonly DatadogUser[];
  /** How many the list counts beyond those who are on it. Default 0. */
  readonly passedOver?: number;
}

export interface DatadogUser {
  readonly id: string;
  readonly email: string;
  readonly status?: string;
  readonly disabled?: boolean;
  readonly service_account?: boolean;
  readonly mfa_enabled?: boolean | null;
  readonly last_login_time?: string | null;
  /** Names of roles. */
  readonly roles?: readonly string[];
}

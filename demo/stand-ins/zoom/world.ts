/** A Zoom account as plain data. A field that is left out, or null, is left out or null in the answer. */
export interface ZoomWorld {
  readonly account: string;
  readonly security: {
    readonly sign_in_with_two_factor_auth?: string | null;
    readonly sign_in_with_two_factor_auth_groups?: readonly string[];
    readonly sign_in_with_two_factor_auth_roles?: readonly string[];
  };
  readonly users: readonly ZoomUser[];
  /** How many each list counts beyond those who are on it. Default 0. */
  readonly passedOver?: number;
}

export interface ZoomUser {
  /** None where the person was only invited. */
  readonly id?: string;
  readonly email: string;
  readonly status?: 'active' | 'inactive' | 'pending';
  readonly role_id?: string;
  readonly last_login_time?: string;
}

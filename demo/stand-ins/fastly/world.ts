/** A customer of Fastly as plain data. A field that is left out, or null, is left out or null in the answer. */
export interface FastlyWorld {
  readonly customer: {
    readonly id: string;
    readonly name: string;
    readonly force_2fa?: boolean | null;
    readonly force_sso?: boolean | null;
  };
  readonly users: readonly FastlyUser[];
}

export interface FastlyUser {
  readonly id: string;
  /** Their address. */
  readonly login: string;
  readonly role?: 'user' | 'billing' | 'engineer' | 'superuser';
  readonly two_factor_auth_enabled?: boolean | null;
  readonly two_factor_setup_required?: boolean;
  readonly locked?: boolean;
  readonly deleted_at?: string | null;
}

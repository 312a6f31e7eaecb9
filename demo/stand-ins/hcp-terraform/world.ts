/** An HCP Terraform organization as plain data. A field that is left out, or null, is left out or null in the answer. */
export interface TerraformWorld {
  readonly organization: {
    readonly name: string;
    readonly 'collaborator-auth-policy'?: string | null;
    readonly 'two-factor-conformant'?: boolean;
  };
  readonly members: readonly TerraformMember[];
  /** What the answer counts, where it differs from how many there are. */
  readonly counted?: number;
}

export interface TerraformMember {
  /** Of the membership. */
  readonly id: string;
  readonly email: string;
  readonly status?: string;
  /** Null where nobody took up the invitation; `left out`: there is one, and the answer does not include it. */
  readonly user: TerraformUser | 'left out' | null;
}

export interface TerraformUser {
  readonly id: string;
  readonly 'is-service-account'?: boolean | null;
  readonly 'two-factor'?: object | null;
}

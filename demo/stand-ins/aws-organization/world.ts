import type { AwsWorld } from '../aws/world.ts';

/** An AWS organization as plain data. */
export interface AwsOrganizationWorld {
  /** `o-` and a name. */
  readonly id: string;
  /** The account that manages it, which is also the one whose key asks. */
  readonly management: string;
  /** The root is the one without a parent. */
  readonly units: readonly { readonly id: string; readonly parent: string | null }[];
  readonly accounts: readonly MemberAccount[];
  /** What is on of the central keeping of root; null without trusted access for IAM. */
  readonly features: readonly string[] | null;
  readonly center: IdentityCenter | null;
}

export interface MemberAccount {
  readonly id: string;
  readonly name: string;
  /** A unit. */
  readonly parent: string;
  /** AWS's own word. */
  readonly state: string;
  /** Under which name the state is given: it was `Status` until 2026-09-09. Default `State`. */
  readonly says?: 'State' | 'Status';
  /** Whether the role is there; the number of another account where a session is one of that. */
  readonly role: boolean | string;
  readonly iam: AwsWorld;
  /** Whether root has a password, which it may be without where the organization took it. Default true. */
  readonly rootPassword?: boolean;
}

export interface IdentityCenter {
  readonly region: string;
  readonly instance: string;
  readonly store: string;
  readonly users: readonly {
    readonly id: string;
    readonly name: string;
    /** `ENABLED`, `DISABLED`; left out where AWS does not say. */
    readonly status?: string;
  }[];
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly members: readonly string[];
  }[];
  readonly sets: readonly {
    readonly arn: string;
    readonly name: string;
    /** Names of AWS's own policies. */
    readonly managed: readonly string[];
    /** Names of policies that lie in the accounts. */
    readonly own?: readonly string[];
    /** A policy as JSON. */
    readonly inline?: string;
  }[];
  readonly assignments: readonly {
    readonly account: string;
    readonly set: string;
    readonly type: 'GROUP' | 'USER';
    readonly principal: string;
  }[];
}

import { defineDataset } from '../dataset.ts';

/** Records of Cloudflare. `null` means that the answer did not say, which is never the same as "off". */
export interface CloudflareAccount {
  /** Whether membership requires two-factor authentication. */
  readonly enforceTwoFactor: boolean | null;
  readonly id: string;
  readonly name: string | null;
  /** `standard` or `enterprise`. */
  readonly type: string | null;
}

/** Somebody who has access to the account, or was invited to it. API tokens that the account owns are none. */
export interface CloudflareMember {
  readonly email: string | null;
  /** The membership's id, not the person's. */
  readonly id: string;
  /** Names of the roles and, where access is given by policies, of the groups of permissions that they allow; ids of those without a name. */
  readonly roles: readonly string[];
  /** `accepted`, `pending` or `rejected`: what became of the invitation. */
  readonly status: string | null;
  /** Of the person's account with Cloudflare; says nothing of API tokens, nor of a sign-in through SSO. */
  readonly twoFactorEnabled: boolean | null;
  readonly userId: string | null;
}

/** The account: one record. */
export const account = defineDataset<CloudflareAccount>({
  provider: 'cloudflare',
  name: 'account',
  order: 'id',
  key: ({ id }) => id,
  id: null,
  continues: false,
  onlyFor: null,
  strata: () => [],
  people: [],
  compared: null,
});

/** Everybody who has access, and whoever was invited. */
export const members = defineDataset<CloudflareMember>({
  provider: 'cloudflare',
  name: 'members',
  order: 'id',
  key: ({ id }) => id,
  id: null,
  continues: false,
  onlyFor: null,
  strata: ({ status, twoFactorEnabled }) => [
    status ?? 'status-unknown',
    `two-factor-${twoFactorEnabled === null ? 'unknown' : twoFactorEnabled ? 'enabled' : 'disabled'}`,
  ],
  people: ['email', 'id', 'userId'],
  compared: null,
});

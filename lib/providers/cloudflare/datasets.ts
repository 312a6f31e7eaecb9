import type { Dataset } from '../../evidence/dataset.ts';
import type { CloudflareAccount, CloudflareMember } from '../../evidence/datasets/cloudflare.ts';

/** The account: one record. */
export const account: Dataset<CloudflareAccount> = {
  name: 'account',
  order: 'id',
  key: ({ id }) => id,
  strata: () => [],
};

/** Everybody who has access, and whoever was invited. */
export const members: Dataset<CloudflareMember> = {
  name: 'members',
  order: 'id',
  key: ({ id }) => id,
  strata: ({ status, twoFactorEnabled }) => [
    status ?? 'status-unknown',
    `two-factor-${twoFactorEnabled === null ? 'unknown' : twoFactorEnabled ? 'enabled' : 'disabled'}`,
  ],
};

export const datasets: readonly Dataset<never>[] = [account, members];

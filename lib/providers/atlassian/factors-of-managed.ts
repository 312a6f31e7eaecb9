import { isObject } from '../read-fields.ts';

/** The accounts of a page. Of one that is not surely managed, what is said of its second factor is not taken. */
export function factorsOfManaged(body: unknown): unknown {
  if (!isObject(body) || !Array.isArray(body.data)) return undefined;
  return body.data.map((account: unknown) =>
    isObject(account) && account.claimStatus !== 'managed' ? { ...account, mfaEnabled: null } : account,
  );
}

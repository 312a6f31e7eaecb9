/**
 * States of people and of groups that surely mean "out", by 1Password's own words: `TRANSFER_SUSPENDED` is somebody who was
 * deprovisioned before they ever signed up (developer.1password.com/docs/cli/user-states).
 */
const out: ReadonlySet<string> = new Set(['SUSPENDED', 'DELETED', 'TRANSFER_SUSPENDED']);

/**
 * Whether an account, a group or whoever has a vault is active. Only `ACTIVE` is, and only what is on the closed list is not;
 * null for every other word, such as `RECOVERY_STARTED`, and where none was given.
 */
export function isActiveState(state: string | null | undefined): boolean | null {
  const spelled = state?.toUpperCase() ?? '';
  if (spelled === 'ACTIVE') return true;
  return out.has(spelled) ? false : null;
}

/**
 * Whether an address is that of a 1Password service account. Lists of users do not always mark them, but their
 * addresses are under a domain of 1Password's own, which no person has an address in.
 */
export function isServiceAddress(email: string): boolean {
  return /@1passwordserviceaccounts\.(com|ca|eu)$/i.test(email.trim());
}

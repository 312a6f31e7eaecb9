/** Whether a 1Password account is active; null when its state was not given. Only `ACTIVE` is. */
export function isActiveState(state: string | null): boolean | null {
  return state === null || state === '' ? null : state.toUpperCase() === 'ACTIVE';
}

/**
 * Whether an address is that of a 1Password service account. Lists of users do not always mark them, but their
 * addresses are under a domain of 1Password's own, which no person has an address in.
 */
export function isServiceAddress(email: string): boolean {
  return /@1passwordserviceaccounts\.(com|ca|eu)$/i.test(email.trim());
}

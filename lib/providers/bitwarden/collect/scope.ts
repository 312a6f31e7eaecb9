/** The one scope that an organization's API key has. It reads and writes: Bitwarden gives no lesser one. */
export const scope = 'api.organization';

import { sharedHostNames } from './shared-host-names.ts';

/**
 * Domains below which anybody may have a name: hosts of sites and applications, shops, help desks, forms, tunnels and
 * names for changing addresses. Whoever uses the host does not thereby know what lies below it. Chosen by hand from what
 * these hosts document of the names that they give away; one that is missing here counts as one service with all that is
 * below it, so add whatever you meet.
 */
const sharedHosts: ReadonlySet<string> = new Set(sharedHostNames);

/** Whether what lies below a domain may be anybody's. */
export function isSharedHost(domain: string): boolean {
  return sharedHosts.has(domain.toLowerCase());
}

import { directoryEntry } from './directory.ts';
import type { FoundService } from './found.ts';
import type { RegisteredService } from './register.ts';
import { isSharedHost } from './shared-hosts.ts';

/** Finds the registered service that something found in use is; null where it is none of them. */
export type Matcher = (found: Pick<FoundService, 'clientId' | 'kind' | 'name'>) => RegisteredService | null;

/**
 * By client id; else by domain, and by what the 2FA Directory knows as further domains of it. What an OAuth client calls
 * itself says nothing: its author chose it, and two may have one name. A SAML application's name was chosen by the
 * company's administrator, and may be that of the register.
 */
export function matcher(register: readonly RegisteredService[]): Matcher {
  const byClient = new Map(
    register.flatMap((service) => service.clientIds.map((id) => [id.toLowerCase(), service] as const)),
  );
  const byName = new Map(register.map((service) => [service.name.toLowerCase(), service]));
  const byDomain = domainMatcher(register);
  return ({ clientId, kind, name }) => {
    if (kind === 'item') return byDomain(name);
    if (kind === 'saml') return byName.get(name.trim().toLowerCase()) ?? domainIn(name, byDomain);
    if (clientId === null) return null;
    return byClient.get(clientId.toLowerCase()) ?? domainIn(clientId, byDomain);
  };
}

/**
 * The service of a domain, or of the nearest domain above it; but of one below which anybody may have a name, only that
 * domain itself: what else is there is a stranger until it is in the register by its own name.
 */
export function domainMatcher(
  register: readonly RegisteredService[],
): (domain: string) => RegisteredService | null {
  const own = new Map(
    register.flatMap((service) => (service.domain === null ? [] : [[service.domain, service] as const])),
  );
  const byEntry = new Map(
    [...own].flatMap(([domain, service]) => {
      const entry = directoryEntry(domain);
      return entry ? [[entry, service] as const] : [];
    }),
  );
  return (domain) => {
    const labels = domain.toLowerCase().split('.');
    for (let from = 0; from < labels.length - 1; from++) {
      const name = labels.slice(from).join('.');
      if (from > 0 && isSharedHost(name)) return null;
      const service = own.get(name) ?? byEntry.get(directoryEntry(name) ?? never);
      if (service) return service;
    }
    return null;
  };
}

/** The service that a host belongs to: the first domain of the 2FA Directory's entry for it or for what is above it, else the host. */
export function serviceDomain(host: string): string {
  const labels = host.toLowerCase().split('.');
  for (let from = 0; from < labels.length - 1; from++) {
    const name = labels.slice(from).join('.');
    if (from > 0 && isSharedHost(name)) break;
    const entry = directoryEntry(name);
    if (entry) return entry.domain;
  }
  return host;
}

const never = { name: '', domain: '', additionalDomains: [], methods: [] };

/** OAuth clients of old are known by their domain. Those of today have ids of Google's, which name none. */
function domainIn(
  text: string,
  byDomain: (domain: string) => RegisteredService | null,
): RegisteredService | null {
  const name = text.trim().toLowerCase();
  const isDomain = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(name);
  return isDomain && !name.endsWith('.googleusercontent.com') ? byDomain(name) : null;
}

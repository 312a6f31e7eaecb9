import { type OnePasswordVault, vaults } from '../../evidence/datasets/onepassword.ts';
import type { ControlInput, DatasetView } from '../control.ts';
import { whoOf } from '../judgement.ts';
import type { FoundService } from './found.ts';
import { serviceDomain } from './match.ts';

/** Services that items of shared vaults lead to, where an export has titles: one for each domain. Of people's own vaults nothing is told. */
export function itemServices(input: Pick<ControlInput, 'views'>): readonly FoundService[] {
  return input
    .views(vaults)
    .flatMap(servicesIn)
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** Whether a list of vaults tells of items at all. */
export function hasItemHosts(view: Pick<DatasetView<OnePasswordVault>, 'records'>): boolean {
  for (const { itemHosts } of view.records()) if (itemHosts) return true;
  return false;
}

function servicesIn({ document, records }: DatasetView<OnePasswordVault>): FoundService[] {
  const vaultsOf = new Map<string, Set<string>>();
  for (const { itemHosts = [], name, type } of records())
    if (type !== 'private')
      for (const host of itemHosts) {
        const domain = serviceDomain(host);
        vaultsOf.set(domain, (vaultsOf.get(domain) ?? new Set()).add(name));
      }
  const seen = document.exportedAt ?? document.run;
  return [...vaultsOf].map(([domain, names]) => ({
    ...whoOf(document.connection, `item/${domain}`, domain),
    kind: 'item',
    connection: document.connection,
    clientId: null,
    name: domain,
    users: [],
    scopes: null,
    firstSeen: seen,
    lastSeen: seen,
    vaults: [...names].sort(),
  }));
}

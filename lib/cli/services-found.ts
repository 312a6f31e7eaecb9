import type { Configuration } from '../config/configuration.ts';
import { appGrants, samlSignIns } from '../evidence/datasets/google-workspace.ts';
import { type OnePasswordVault, vaults } from '../evidence/datasets/onepassword.ts';
import { isWhole } from '../evidence/document.ts';
import type { DatasetView } from '../judging/control.ts';
import { datasetReader } from '../judging/dataset-reader.ts';
import { type FoundService, foundServices } from '../judging/services/found.ts';
import { hasItemHosts, itemServices } from '../judging/services/item-domains.ts';
import { matcher } from '../judging/services/match.ts';
import { type RegisteredService, registerOf } from '../judging/services/register.ts';
import { breadthOf, breadths } from '../judging/services/scopes.ts';
import type { Locker } from '../locker/locker.ts';
import { readEarlierEvents } from '../nightly/conclude/earlier-events.ts';
import { sealedRuns } from '../runs/run-history.ts';
import { openVerifiedRun, type VerifiedRun } from '../runs/verified-run.ts';
import { readTrustedKeys } from './reading.ts';

/** What the last sealed night knows of services, held against the register as it is now. */
export interface ServicesFound {
  readonly run: VerifiedRun;
  /** Null where no log was asked for that night, and no export had titles; else whether all of it was seen. */
  readonly discovery: 'whole' | 'partial' | null;
  /** By registered service. */
  readonly found: ReadonlyMap<RegisteredService, readonly FoundService[]>;
  /** In use and not registered; those with broad access first. */
  readonly unregistered: readonly FoundService[];
}

/** Throws `ReviewError` where no night is sealed, or the last one does not hold. */
export async function servicesFound(configuration: Configuration, locker: Locker): Promise<ServicesFound> {
  const run = await openVerifiedRun(locker, null, await readTrustedKeys(configuration.trustedKeys));
  const views = await Promise.all(
    run.datasets
      .filter(({ result: { dataset } }) => dataset === appGrants.name || dataset === samlSignIns.name)
      .map(({ view }) => withEarlier(view, run.run, locker)),
  );
  const titled = run.datasets.flatMap(({ view }) => (isTitled(view) ? [view] : []));
  const match = matcher(registerOf(configuration.settings));
  const all = [...foundServices(datasetReader(views)), ...itemServices(datasetReader(titled))];
  const matched = Map.groupBy(all, match);
  const unregistered = matched.get(null) ?? [];
  matched.delete(null);
  return {
    run,
    discovery:
      views.length + titled.length === 0
        ? null
        : [...views, ...titled].every(({ document }) => isWhole(document))
          ? 'whole'
          : 'partial',
    found: matched as ReadonlyMap<RegisteredService, readonly FoundService[]>,
    unregistered: unregistered.toSorted((one, other) => rank(one) - rank(other)),
  };
}

async function withEarlier(view: DatasetView, run: string, locker: Locker): Promise<DatasetView> {
  const earlier = await sealedRuns(locker, { before: run });
  const { continues } = view.document.dataset === appGrants.name ? appGrants : samlSignIns;
  if (!continues) return view;
  const { gap, since } = await readEarlierEvents(locker, earlier, continues, view.document, null);
  const document = gap === null ? view.document : { ...view.document, completeness: 'partial' as const };
  return { ...view, document, earlier: since };
}

/** A list of vaults that tells where their items lead. */
function isTitled({ document, records }: DatasetView): boolean {
  const isOfVaults = document.provider === vaults.provider && document.dataset === vaults.name;
  return isOfVaults && hasItemHosts({ records: records as DatasetView<OnePasswordVault>['records'] });
}

function rank({ kind, scopes }: FoundService): number {
  if (kind === 'item') return breadths.length;
  return breadths.indexOf(breadthOf(scopes));
}

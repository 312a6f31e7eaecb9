import type { AnyDataset } from '../evidence/dataset.ts';
import { isWhole } from '../evidence/document.ts';
import type { ControlInput, DatasetView } from '../judging/control.ts';
import { datasetReader } from '../judging/dataset-reader.ts';
import { type ControlTotal, reconciled } from '../judging/totals/control-total.ts';
import { addsUp, reconciledText, type TotalKind } from '../judging/totals/reconcile.ts';
import { datasetOf } from './dataset-of.ts';
import { services } from './services.ts';

/** A list of accounts with the count that it is held against. */
export interface CountedList {
  readonly dataset: AnyDataset;
  readonly total: ControlTotal;
}

/** Every list of accounts that is counted elsewhere. */
export const countedLists: readonly CountedList[] = services
  .flatMap(({ accounts }) => accounts)
  .flatMap(({ dataset, total }) => (total ? [{ dataset, total }] : []));

/** What became of holding one connection's list against its count. */
export interface HeldTotal extends CountedList {
  readonly connection: string;
  /** Null where nothing was counted. */
  readonly addsUp: boolean | null;
  /** A sentence. */
  readonly text: string;
}

/** Holds every list that came whole against its count. */
export function heldTotals(input: Pick<ControlInput, 'views'>): readonly HeldTotal[] {
  return countedLists.flatMap(({ dataset, total }) =>
    (input.views(dataset) as readonly DatasetView[])
      .filter(({ document }) => isWhole(document))
      .map(({ document: { connection } }) => {
        const found = reconciled(total, input, connection);
        if (typeof found === 'string') return { dataset, total, connection, addsUp: null, text: found };
        const text = reconciledText(found, total.what, total.by);
        return { dataset, total, connection, addsUp: addsUp(found), text };
      }),
  );
}

/** Why a list cannot be relied on although it came whole, by `connection/dataset`: its count says otherwise. */
export function contradictedLists(views: readonly DatasetView[]): ReadonlyMap<string, string> {
  const contradicted = heldTotals(datasetReader(views)).filter((one) => one.addsUp === false);
  return new Map(
    contradicted.map(({ connection, dataset, text }) => [`${connection}/${dataset.name}`, text]),
  );
}

/** What a list is reconciled with, wherever it is told: also that there is nothing. */
export interface ReconciledWith {
  readonly kind: TotalKind | 'none';
  /** The dataset of the same connection that holds the count. */
  readonly dataset: string | null;
  readonly says: string;
}

const kindText: Readonly<Record<TotalKind, string>> = {
  independent: 'a separate count: it also shows somebody whom the list leaves out',
  'upper-bound':
    'a separate count of more than the list holds: it is an upper bound, which only a longer list contradicts',
  earlier:
    'a count of a past day, compared with the list of that day: it also shows somebody whom that list left out, and does not confirm that there is nobody tonight',
  paging: 'a count that came with the list: it proves only that every page was read',
};

function isCountedByPages(provider: string, dataset: string): boolean {
  return services.some(
    (service) =>
      service.provider === provider &&
      service.accounts.some((list) => list.dataset.name === dataset && list.countedByPages === true),
  );
}

/** @param asked the datasets of the connection: a count that the configuration does not ask for is none */
export function reconciledWith(
  provider: string,
  dataset: string,
  asked?: ReadonlySet<string>,
): ReconciledWith {
  const confirmed = datasetOf(provider, dataset)?.population?.confirmedBy;
  if (confirmed !== undefined) return { kind: 'independent', dataset: null, says: confirmed };
  const found = countedLists.find((one) => one.dataset.provider === provider && one.dataset.name === dataset);
  if (!found && isCountedByPages(provider, dataset))
    return { kind: 'paging', dataset: null, says: `Its pages carry ${kindText.paging}.` };
  if (!found)
    return {
      kind: 'none',
      dataset: null,
      says: 'It has none: the provider gives no count apart from the list.',
    };
  const { by, dataset: own, kind, what } = found.total;
  if (own.onlyFor !== null && asked && !asked.has(own.name))
    return {
      kind: 'none',
      dataset: null,
      says: `It has none: ${by} would count them separately, and the configuration does not ask for it.`,
    };
  return { kind, dataset: own.name, says: `${by} (${what}) is ${kindText[kind]}.` };
}

import { isWhole } from '../../evidence/document.ts';
import type { ControlInput } from '../../judging/control.ts';
import { ifConnected, type Need, optional } from '../../judging/need.ts';
import { isPeopleList, peopleProviders, withoutDirectory } from '../../judging/people/directories.ts';
import type { ServiceAccount } from '../../judging/service.ts';
import { reconciled } from '../../judging/totals/control-total.ts';
import type { Reconciliation } from '../../judging/totals/reconcile.ts';
import { services } from '../../providers/services.ts';

export type { ServiceAccount } from '../../judging/service.ts';

/** Every list whose accounts are joined with people. */
const lists = services.flatMap(({ accounts }) => accounts);

/** The lists of accounts that must be whole: an account that was not seen may be a leaver's. */
export const serviceNeeds: readonly Need[] = [
  ...lists.map(({ dataset }) => ifConnected(dataset)),
  ...lists.flatMap(({ total }) => (total ? [optional(total.dataset)] : [])),
];

/** Why a control that joins people with accounts does not apply, or null when it does. */
export function joinApplies(connected: readonly string[]): string | null {
  const nobody = withoutDirectory(connected);
  if (nobody !== null) return nobody;
  const directories = connected.filter((provider) => peopleProviders.includes(provider));
  const others = lists.filter(({ dataset }) => !isPeopleList(dataset));
  if (directories.length > 1 || others.some(({ dataset }) => connected.includes(dataset.provider)))
    return null;
  return 'No other service is connected whose accounts could be compared with the people.';
}

/** The accounts that one list of a connection holds. */
export interface AccountList {
  readonly connection: string;
  readonly provider: string;
  /** Whether it shows every account. */
  readonly whole: boolean;
  readonly accounts: Iterable<ServiceAccount>;
  /** The list held against what the provider itself counts; null where it does not, or that was not seen. */
  readonly total: { readonly held: Reconciliation; readonly what: string; readonly by: string } | null;
}

/** The lists of every connected service. Where people are known from, accounts are people and no question. */
export function accountLists(input: ControlInput<unknown>): readonly AccountList[] {
  const { sources } = input.people;
  return lists.flatMap(({ accounts, dataset, total }) =>
    input.views(dataset).flatMap((view) => {
      const { connection, provider } = view.document;
      if (isPeopleList(dataset) && sources.includes(connection)) return [];
      const held = total ? reconciled(total, input, connection) : '';
      const counted = total && typeof held === 'object' ? { held, what: total.what, by: total.by } : null;
      return [
        { connection, provider, whole: isWhole(view.document), accounts: accounts(view), total: counted },
      ];
    }),
  );
}

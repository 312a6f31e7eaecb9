import { accountsOfOwn } from '../../declared/own.ts';
import { membersOf } from '../../evidence/datasets/declared.ts';
import { isWhole } from '../../evidence/document.ts';
import { isPeopleProvider } from '../../evidence/people-providers.ts';
import type { Control, ControlInput } from '../../judging/control.ts';
import { ifConnected, type Need, optional } from '../../judging/need.ts';
import type { OwnProvider } from '../../judging/own-provider.ts';
import { isPeopleList, withoutDirectory } from '../../judging/people/directories.ts';
import type { ServiceAccount } from '../../judging/service.ts';
import { datasetsOf, reconciled } from '../../judging/totals/control-total.ts';
import type { Reconciliation } from '../../judging/totals/reconcile.ts';
import { services } from '../../providers/services.ts';

export type { ServiceAccount } from '../../judging/service.ts';

/** Every list whose accounts are joined with people. */
const lists = services.flatMap(({ accounts }) => accounts);
const listed: ReadonlySet<string> = new Set(services.map(({ provider }) => provider));

/** The lists of accounts that must be whole: an account that was not seen may be a leaver's. */
export const serviceNeeds: readonly Need[] = [
  ...lists.map(({ dataset }) => ifConnected(dataset)),
  ...lists.flatMap(({ total }) => (total ? datasetsOf(total).map(optional) : [])),
];

/** A control that joins people with accounts, joining those of the company's own providers as well. */
export function joining(control: Control, own: readonly OwnProvider[]): Control {
  if (own.length === 0 || !serviceNeeds.every((need) => control.needs.includes(need))) return control;
  return { ...control, needs: [...control.needs, ...own.map(({ id }) => ifConnected(membersOf(id)))] };
}

/** Why a control that joins people with accounts does not apply, or null when it does. */
export function joinApplies(connected: readonly string[]): string | null {
  const nobody = withoutDirectory(connected);
  if (nobody !== null) return nobody;
  const directories = connected.filter(isPeopleProvider);
  const others = new Set(
    lists.filter(({ dataset }) => !isPeopleList(dataset)).map(({ dataset }) => dataset.provider),
  );
  // One that is not listed is the company's own, and has members.
  if (directories.length > 1 || connected.some((provider) => others.has(provider) || !listed.has(provider)))
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
  const own = (input.settings.ownProviders ?? []).map(accountsOfOwn);
  return [...lists, ...own].flatMap(({ accounts, dataset, total }) =>
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

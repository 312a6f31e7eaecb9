import type { ControlInput } from '../../judging/control.ts';
import { ifConnected, type Need } from '../../judging/need.ts';
import type { ServiceAccount } from '../../judging/service.ts';
import { services } from '../../providers/services.ts';

export type { ServiceAccount } from '../../judging/service.ts';

/** Every list, beside the people source, whose accounts are joined with people. */
const lists = services.flatMap(({ accounts }) => accounts);

/** The lists of accounts that must be whole: an account that was not seen may be a leaver's. */
export const serviceNeeds: readonly Need[] = lists.map(({ dataset }) => ifConnected(dataset));

/** Why a control that joins people with accounts does not apply, or null when it does. */
export function joinApplies(connected: readonly string[]): string | null {
  if (!connected.includes('google-workspace'))
    return 'No Google Workspace is connected to know the people by.';
  if (lists.some(({ dataset }) => connected.includes(dataset.provider))) return null;
  return 'No other service is connected whose accounts could be compared with the people.';
}

/** The accounts that one connection lists. */
export interface AccountList {
  readonly connection: string;
  readonly provider: string;
  readonly accounts: Iterable<ServiceAccount>;
}

/** The lists of every connected service. */
export function accountLists(input: ControlInput<unknown>): readonly AccountList[] {
  return lists.flatMap(({ accounts, dataset }) =>
    input.views(dataset).map((view) => {
      const { connection, provider } = view.document;
      return { connection, provider, accounts: accounts(view) };
    }),
  );
}

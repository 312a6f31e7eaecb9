import type { AnyDataset, Dataset } from '../evidence/dataset.ts';
import type { Control, DatasetView } from './control.ts';
import type { ServiceReview } from './service-review.ts';
import type { ControlTotal } from './totals/control-total.ts';

/** What Exhibit judges of one service, and where its accounts are. */
export interface Service {
  readonly provider: string;
  readonly controls: readonly Control[];
  /** The lists whose accounts are joined with people: all that hold somebody who may sign in. */
  readonly accounts: readonly AccountDataset[];
  /** How its accounts are laid before the person who reviews access; null where nobody signs in. */
  readonly review: ServiceReview | null;
}

/** One account as its service lists it. */
export interface ServiceAccount {
  /** The provider's own id of the account, which stays when it is renamed. */
  readonly id: string;
  /** What the service calls it: an address or a login, in comparable form. */
  readonly account: string;
  /** In comparable form; null where the service knows none. */
  readonly email: string | null;
  /** Null when the service does not say. */
  readonly active: boolean | null;
  /** False for service accounts and bots, which nobody signs in with; null when the service does not say. */
  readonly human: boolean | null;
}

/** A dataset that lists accounts. */
export interface AccountDataset {
  readonly dataset: AnyDataset;
  readonly accounts: (view: DatasetView) => Iterable<ServiceAccount>;
  /** Where the provider counts its accounts apart from the list. */
  readonly total?: ControlTotal;
  /** The pages of the list say how many there are, and a list of fewer is partial: that proves that every page was read, and no more. */
  readonly countedByPages?: true;
}

/** A dataset with one account in each record; `read` gives null for a record that is no account of this service. */
export function accountsIn<Row extends object>(
  dataset: Dataset<Row>,
  read: (row: Row) => ServiceAccount | null,
  total?: ControlTotal,
): AccountDataset {
  const accounts = function* (view: DatasetView): Iterable<ServiceAccount> {
    for (const row of (view as DatasetView<Row>).records()) {
      const account = read(row);
      if (account) yield account;
    }
  };
  return { dataset, accounts, ...(total ? { total } : {}) };
}

import type { AnyDataset, Dataset } from '../evidence/dataset.ts';

/** When an account was last used, so far as its service tells. */
export type LastUse =
  /** RFC 3339. */
  | { readonly at: string }
  /** Never; since when it could have been, RFC 3339, null where that is not told. */
  | { readonly neverSince: string | null }
  /** The service does not say. */
  | null;

/** One account as a sheet of the access review shows it. `null` is what the service did not say, and never "no". */
export interface ReviewedAccount {
  /** The provider's own id of the account, which stays when it is renamed. */
  readonly id: string;
  /** What the service calls it: an address, a login, a name. In comparable form. */
  readonly account: string;
  /** In comparable form. */
  readonly email: string | null;
  /** Null when the service does not say. */
  readonly active: boolean | null;
  /** False for service accounts, bots and keys, which are nobody's own. */
  readonly human: boolean;
  /** As the service names them. Null when it does not say. */
  readonly roles: readonly string[] | null;
  /** Whether it may change what others may do. */
  readonly privileged: boolean | null;
  /** What it opens: vaults and the like. Null when the service does not say, or has nothing of the kind. */
  readonly opens: readonly string[] | null;
  readonly secondFactor: boolean | null;
  readonly lastUse: LastUse;
}

/** Reads the records of one of the service's datasets, from one connection; none where it was not collected. */
export type ReadRecords = <Row extends object>(dataset: Dataset<Row>) => Iterable<Row>;

/** How the accounts of one service are laid before the person who reviews them. */
export interface ServiceReview {
  /** The datasets that it reads. Where one is not whole, the sheet says so. */
  readonly datasets: readonly AnyDataset[];
  /** What the service never tells, and so no sheet can show: whole sentences. */
  readonly untold: readonly string[];
  /** Every account, whatever its state, by name where the records come so. */
  accounts(records: ReadRecords): Iterable<ReviewedAccount>;
  /** What could not be seen this time, although it is told as a rule: whole sentences. */
  gaps?(records: ReadRecords): Iterable<string>;
  /** Why the account of an id may be there although it is not listed: the end of a sentence; null where it cannot be. */
  outOfSight?(records: ReadRecords, id: string): string | null;
}

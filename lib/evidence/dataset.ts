/** What a dataset's records are to the locker: how they are told apart, ordered and counted. */
export interface Dataset<Row extends object = object> {
  readonly name: string;
  /** The word for the order, as the evidence document gives it. */
  readonly order: string;
  /** The text that records are sorted by (UTF-16 code units) and that must be unique in the dataset. */
  readonly key: (row: Row) => string;
  /** The provider's own id; one that comes twice makes the dataset partial. Left out where the key is the id. */
  readonly id?: (row: Row) => string;
  /** Whether a night goes on where the last one ended (`continuation`), as events do. */
  readonly continues?: true;
  /** Asked for only where the configuration lists such documents for the connection; else there is no such dataset. */
  readonly onlyFor?: 'policies';
  /** The strata that a record counts in, such as `active` or `admin`. */
  readonly strata: (row: Row) => readonly string[];
}

import type { Compared } from './compared.ts';
import type { FieldPath } from './field-path.ts';

/** A list of what happened, of which each night reads what is new. */
export interface Continuing {
  /** For how many days the provider keeps what happened, and so how far back earlier nights matter. */
  readonly retentionDays: number;
  /**
   * Set where a record says what was seen of whom and when, so that all nights together are a list like any other: a night
   * reads once more what the last whole one may have missed, and one that was cut short loses nothing.
   */
  readonly adds?: true;
}

/** What the document of every night since so many days says of a list of the same connection. */
export interface EarlierDocuments {
  readonly dataset: string;
  readonly days: number;
}

/** One list that a provider is asked for, and all that is to be known of its records. */
export interface Dataset<Row extends object = object> {
  /** Id of the provider that is asked. */
  readonly provider: string;
  readonly name: string;
  /** The word for the order, as the evidence document gives it. */
  readonly order: string;
  /** The text that records are sorted by (UTF-16 code units) and that must be unique in the dataset. */
  readonly key: (row: Row) => string;
  /** The provider's own id; one that comes twice makes the dataset partial. Null where the key is the id, or there is none. */
  readonly id: ((row: Row) => string) | null;
  /** Whether a night goes on where the last one ended (`continuation`), as events do. */
  readonly continues: false | Continuing;
  /**
   * Asked for only where the configuration lists such documents for the connection, or where the settings of
   * the connection want it; null where it is
   * asked for always.
   */
  readonly onlyFor: 'policies' | ((settings: unknown) => boolean) | null;
  /** The strata that a record counts in, such as `active` or `admin`. */
  readonly strata: (row: Row) => readonly string[];
  /**
   * The fields that name a person: `email`, or `members[].email` in the records of a list. An empty list says that
   * there is none.
   */
  readonly people: readonly string[];
  /** Which documents of earlier nights reading it looks up, so that a package carries them. Default: none. */
  readonly recalls?: EarlierDocuments;
  /**
   * Set for a list of things that are no accounts of people and of which it matters all the same which came and went, such as the
   * accounts of an organization: by what else the list is confirmed, as a sentence.
   */
  readonly population?: { readonly confirmedBy: string };
  /** What of it is compared from night to night and told as drift; null where only verdicts tell. */
  readonly compared: Compared<Row> | null;
  /** Set by `defineHeldDataset`. */
  readonly heldAgainstLast?: true;
}

/**
 * A dataset of which reading a night goes back to the last whole list. A provider can be handed only such a one, and a
 * package carries it from before its first night.
 */
export type HeldAgainstLast = Pick<AnyDataset, 'name'> & { readonly heldAgainstLast: true };

/** A dataset whose records' type is its own business. */
export type AnyDataset = Dataset<never>;

/** The key of a record as its line of the records file says it. */
export function keyOfLine<Row extends object>({ key }: Pick<Dataset<Row>, 'key'>, line: string): string {
  return key(JSON.parse(line));
}

/** A dataset as it is declared: `people` can name only fields that a record has and that hold text. */
export interface DatasetDeclaration<Row extends object> extends Dataset<Row> {
  readonly people: readonly FieldPath<Row>[];
}

/** Checks the declaration's fields against the record; `defineDataset<Member>({ … })`. */
export function defineDataset<Row extends object>(declaration: DatasetDeclaration<Row>): Dataset<Row> {
  return declaration;
}

/** The same for a dataset of which reading a night goes back to the last whole list. */
export function defineHeldDataset<Row extends object>(
  declaration: DatasetDeclaration<Row>,
): Dataset<Row> & HeldAgainstLast {
  return { ...declaration, heldAgainstLast: true };
}

/** How the records of a dataset are compared with those of an earlier night. */
export type Compared<Row> = ComparedSettings<Row> | ComparedAccess<Row>;

/** Records are settings: what changed of one is told as `setting.changed`. */
export interface ComparedSettings<Row> {
  readonly kind: 'settings';
  readonly setting: (row: Row) => Setting;
}

export interface Setting {
  /** Which setting, and where it holds, in words: two records of one place are told together. */
  readonly place: string;
  /** Its value as text, the same for the same value. */
  readonly value: string;
  /** Where several settings may hold for one person, which of them goes first; absent where there is no such order. */
  readonly rank?: Rank;
}

export interface Rank {
  /** What the settings decide together. */
  readonly among: string;
  /** The greater goes first; null where the provider did not say. Only whether it is greater counts. */
  readonly order: number | null;
}

/** Records say who may open which vault: who came and went is told as `vault.joined` and `vault.left`. */
export interface ComparedAccess<Row> {
  readonly kind: 'access';
  /** The dataset of the same provider that lists the vaults; compared only where both are whole. */
  readonly vaults: { readonly name: string };
  /** What a record of `vaults` is called; null for one that is nobody's but its owner's. */
  readonly vault: (row: never) => NamedVault | null;
  readonly access: (row: Row) => VaultAccess;
  /** The dataset of the same provider that tells who came and went, and what an event of it tells; absent where none does. */
  readonly log?: {
    readonly dataset: { readonly name: string };
    readonly change: (event: never) => AccessChange | null;
  };
}

/** Somebody did something that gave or took a vault: to one holder, to a group, to whoever is in a group, or to all. */
export interface AccessChange {
  readonly joins: boolean;
  /** RFC 3339. */
  readonly at: string;
  /** Null where it is not told. */
  readonly by: string | null;
  /** Null where it is about whatever the holder has. */
  readonly vault: string | null;
  /** Key of the group whose member came or went; null where nobody's membership changed. */
  readonly group: string | null;
  /** Key of the holder; null where it is about everybody. */
  readonly holder: string | null;
}

export interface NamedVault {
  readonly id: string;
  readonly name: string;
  /** Of a provider whose vaults have no name that is told: what another system calls it, null where none does. */
  readonly externalId?: string | null;
}

/** One holder of one vault: a person, a service account, or a group with its people. */
export interface VaultAccess {
  readonly vault: string;
  readonly holder: Holder;
  /** False for rights that open nothing. */
  readonly opens: boolean;
  /** Whether it is not certain: it has then neither come nor gone. */
  readonly uncertain?: boolean;
  /** The people of a group: null where the provider cannot tell them, undefined for what is no group. */
  readonly members?: readonly Holder[] | null;
}

export interface Holder {
  /** Stable within the connection, and the same whether it has a vault itself or through a group. */
  readonly key: string;
  /** What people call it. */
  readonly name: string;
  /** Of a group's: whether it is not certain that they are in it. */
  readonly uncertain?: boolean;
}

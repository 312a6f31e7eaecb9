/** One object of an answer. */
export type Raw = Readonly<Record<string, unknown>>;

/** Where something stands: names with dots between them, or a list of names where one has a dot in it. */
export type Path = string | readonly string[];

/**
 * What it means that a value is missing or null. `unknown`: nothing, and no verdict rests on it. `hidden`: as `unknown`, but
 * where it is missing of everybody, the credential may not see it, and the dataset is not whole.
 */
export type Missing = 'unknown' | 'hidden';

export interface TextField {
  readonly at: Path;
  readonly missing: Missing;
}

type Value = string | number | boolean;

/** A yes or no. There is no way to say that a missing value means yes. */
export type Flag =
  | FlagField
  | { readonly all: readonly Flag[] }
  | { readonly any: readonly Flag[] }
  /** For what no declaration says. Null for what is not known. */
  | ((raw: Raw) => boolean | null);

/** A value that is neither among `yes` nor among `no` is unknown. */
export interface FlagField {
  readonly at: Path;
  /** What means yes; `something`: whatever is there and is not false, zero or an empty text. Default: true. */
  readonly yes?: readonly Value[] | 'something';
  /** What means no. Default: false. */
  readonly no?: readonly Value[];
  /** `no`: the provider documents that it leaves the field out, or null, for no. */
  readonly missing: Missing | 'no';
}

/** One role, a list of them, or a list of objects. */
export interface RolesField {
  readonly at: Path;
  /** Where in each object of the list its name stands. Default: they are texts. */
  readonly each?: Path | null;
  readonly missing: Missing;
  /** Those that may change what others may do. */
  readonly privileged: readonly string[];
  /** Those that may not; `others`: all the rest. Of a role that is in neither it is not known. */
  readonly ordinary: readonly string[] | 'others';
}

export interface TimeField {
  readonly at: Path;
  /** Where it may stand as well; the first that is there counts. */
  readonly or?: readonly Path[];
  /** `date`: a day, which counts from its beginning. */
  readonly as: 'rfc3339' | 'date' | 'seconds' | 'milliseconds';
  /** `never`: the provider documents that it leaves the field out of whoever was never there. */
  readonly missing: Missing | 'never';
}

/** The words of one of the controls of a company's own provider. */
export interface OwnProviderControl {
  readonly fix: string;
  readonly version: number;
}

/**
 * A provider of the company's own, as far as it says what is judged: readably, so that whoever has the standard can judge
 * again without its file. Of the rest, such as which field means what, the hash speaks.
 */
export interface OwnProvider {
  readonly id: string;
  readonly title: string;
  /** Of the file that declares it. */
  readonly sha256: string;
  /** Whether it tells of the organization, beside its members. */
  readonly organization: boolean;
  readonly controls: {
    readonly enforced: OwnProviderControl | null;
    readonly enrolled: OwnProviderControl | null;
  };
}

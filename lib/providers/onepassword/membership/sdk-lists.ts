/** Who has a vault itself, as a service account is told tonight: a person or a group. */
export interface SdkHolder {
  readonly id: string;
  readonly kind: 'user' | 'group';
  /** Whether what it may do is having the vault; null where that is not known. */
  readonly has: boolean | null;
}

/** Access lists of vaults that a service account sees, those alone that were read whole. */
export type SdkLists = ReadonlyMap<string, readonly SdkHolder[]>;

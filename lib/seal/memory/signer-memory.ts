/** A seal as the signer remembers it. */
export interface SignedHead {
  readonly sequence: number;
  /** The run's nominal time; null where the seal could not be read when it was first seen. */
  readonly run: string | null;
  /** Hash of the whole seal, as it lies in the chain. */
  readonly sha256: string;
}

/**
 * A seal that was signed and of which it is not known yet whether it reached the chain. It is remembered whole: whoever
 * goes on after a crash puts this very seal into its place, and signs no other one.
 */
export interface SignedSeal extends SignedHead {
  readonly run: string;
  /** Hash of the run's SHA256SUMS, which the seal is over. */
  readonly sums: string;
  /** The seal's text. */
  readonly bundle: string;
}

/** Which locker something is remembered of. One key may sign several. */
export interface LockerName {
  /** As the seals of its chain call it. */
  readonly origin: string;
  /** Where it lies, as a person would name it. */
  readonly location: string;
}

export interface Remembered {
  /** The last seal that is known to have reached the chain; null when nothing is remembered. */
  readonly head: SignedHead | null;
  /** A later one that was signed; null when there is none. */
  readonly pending: SignedSeal | null;
  /** What the chain in this place was called, where that is another name than it has now and this one is not known. */
  readonly elsewhere: string | null;
}

/**
 * What a key signed last, kept where a writer of the locker cannot change it: beside the key's file, or on AWS where
 * only the sealing function may write. A seal is remembered before it is put into the chain, and once more when it is
 * there, so that no crash between the two leaves it open which of them happened.
 */
export interface SignerMemory {
  /** Where it lies, as a person would name it. */
  readonly place: string;
  /** Throws `SignerMemoryError` (`unreadable`) where it cannot be told. */
  recall(locker: LockerName): Promise<Remembered>;
  /** Remembers a seal that is about to be put; false, and nothing is kept, where its number or a later one is taken. */
  intend(locker: LockerName, seal: SignedSeal): Promise<boolean>;
  /** Remembers that a seal is in the chain. */
  confirm(locker: LockerName, head: SignedHead): Promise<void>;
}

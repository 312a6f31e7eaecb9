/** A file with what a zip says of it. */
export interface PackedFile {
  /** CRC-32. */
  readonly crc: number;
  readonly size: number;
  /** SHA-256 of the content, hex. */
  readonly sha256: string;
  /** When the collection ended, by the file's own account, where that was asked for. */
  readonly finishedAt: string | null;
  /** The content, deflated where that was asked for. */
  readonly packed: Buffer;
}

export interface FileToPack {
  /** On this machine. */
  readonly path: string;
  readonly deflate: boolean;
  /** Whether it is an evidence document. */
  readonly document: boolean;
}

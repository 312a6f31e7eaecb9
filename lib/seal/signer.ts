/** A P-256 key that can sign: a file on this machine, or a key in KMS. */
export interface Signer {
  /** SHA-256 of the public key (SPKI, DER), hex. */
  readonly keyId: string;
  /** The public key as PEM (SPKI). */
  readonly publicKey: string;
  /** ECDSA over SHA-256 of the bytes, DER encoded. The bytes are fewer than 4,096. */
  sign(bytes: Buffer): Promise<Buffer>;
}

import { signStatement } from '../seal/bundle.ts';
import { packageStatement } from '../seal/package-statement.ts';
import type { Signer } from '../seal/signer.ts';
import type { Manifest } from './manifest.ts';

/** Who signs lists of files without giving the key away, and says what is signed. */
export interface ManifestSigner extends Pick<Signer, 'keyId' | 'publicKey'> {
  /**
   * The text of `manifest.sigstore.json`.
   * @param manifest as it lies in the package
   */
  signManifest(manifest: Buffer): Promise<string>;
}

/**
 * The text of `manifest.sigstore.json`, in the form of a seal. It and the moment in it are all that differs when
 * the same package is made again: ECDSA is randomized.
 * @param sha256 of the manifest as it lies in the package, hex
 */
export function signManifest(
  { locker, period, head }: Manifest,
  sha256: string,
  signer: Signer,
  packagedAt: Date,
): Promise<string> {
  const statement = packageStatement({
    manifest: sha256,
    locker,
    period,
    head,
    packagedAt: packagedAt.toISOString(),
  });
  return signStatement(statement, signer);
}

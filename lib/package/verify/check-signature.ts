import { sha256Of } from '../../evidence/sha256.ts';
import { openBundle, requireWrittenForm } from '../../seal/bundle.ts';
import { SealError } from '../../seal/error.ts';
import { type PackageStatement, readPackageStatement } from '../../seal/package-statement.ts';
import { holds } from '../../seal/public-key.ts';
import { payloadType } from '../../seal/statement.ts';
import type { KeyRing } from '../../seal/verify/keys.ts';
import type { LockerReader } from '../../seal/verify/reader.ts';
import { type ProblemKind, problem, type VerifyProblem } from '../../seal/verify/result.ts';
import { AuditorError } from '../error.ts';
import { signaturePath } from '../manifest.ts';

/** What comes of a manifest's signature. */
export interface Signature {
  readonly problems: readonly VerifyProblem[];
  readonly packagedAt: string | null;
  /** What was signed; null where no trusted key did. */
  readonly said: PackageStatement['predicate'] | null;
  /** Where the public key lies that made it: it need not have made a seal. */
  readonly keyPath: string | null;
}

/** Holds the signature of a manifest against keys that are trusted. */
export async function checkSignature(
  reader: LockerReader,
  manifest: Buffer,
  ring: KeyRing,
): Promise<Signature> {
  const fault = (kind: ProblemKind, message: string): Signature => {
    const text = `${message} The evidence is judged by its seals; nothing is proven about the report and the tables.`;
    return { problems: [problem(kind, signaturePath, text)], packagedAt: null, said: null, keyPath: null };
  };
  const bytes = await reader.read(signaturePath);
  if (!bytes) return fault('bad-signature', 'The manifest of the package is not signed.');
  try {
    const envelope = openBundle(bytes);
    const key = ring.get(envelope.keyId);
    if (!key)
      return fault(
        'unknown-key',
        `No trusted key signed the manifest; it names ${envelope.keyId.slice(0, 16)}….`,
      );
    if (envelope.payloadType !== payloadType || !holds(envelope.signed, envelope.signature, key))
      return fault('bad-signature', 'The signature of the manifest is wrong.');
    requireWrittenForm(bytes, envelope);
    const statement = readPackageStatement(envelope.payload);
    if (statement.subject[0].digest.sha256 !== sha256Of(manifest))
      return fault('bad-signature', 'The manifest is not the one that was signed.');
    return {
      problems: [],
      packagedAt: statement.predicate.packagedAt,
      said: statement.predicate,
      keyPath: `keys/${envelope.keyId}.pem`,
    };
  } catch (error) {
    if (!(error instanceof SealError || error instanceof AuditorError)) throw error;
    return fault('malformed', error.message);
  }
}

import { z } from 'zod';
import { signStatement } from '../../seal/bundle.ts';
import type { Signer } from '../../seal/signer.ts';
import { AuditorError } from '../error.ts';
import { type Manifest, manifestPath } from './manifest.ts';

const statementType = 'https://in-toto.io/Statement/v1';
const predicateType = 'urn:exhibit:package:v1';
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const statementSchema = z.object({
  _type: z.literal(statementType),
  subject: z.tuple([z.object({ name: z.literal(manifestPath), digest: z.object({ sha256: hash }) })]),
  predicateType: z.literal(predicateType),
  predicate: z.object({
    locker: z.string(),
    period: z.object({ from: z.string(), to: z.string(), timezone: z.string() }),
    head: z.object({ sequence: z.int().positive(), sha256: hash }),
    /** By the maker's own clock. */
    packagedAt: z.iso.datetime(),
  }),
});

/** What is signed: an in-toto statement about `manifest.json`. */
export type PackageStatement = z.infer<typeof statementSchema>;

/**
 * The text of `manifest.sigstore.json`, in the form of a seal. It and the moment in it are all that differs when
 * the same package is made again: ECDSA is randomized.
 */
export function signManifest(
  manifest: Manifest,
  sha256: string,
  signer: Signer,
  packagedAt: Date,
): Promise<string> {
  const { locker, period, head } = manifest;
  const { from, to, timezone } = period;
  const statement: PackageStatement = {
    _type: statementType,
    subject: [{ name: manifestPath, digest: { sha256 } }],
    predicateType,
    predicate: { locker, period: { from, to, timezone }, head, packagedAt: packagedAt.toISOString() },
  };
  return signStatement(statement, signer);
}

/** Throws `AuditorError` (`malformed`) on anything else. */
export function readPackageStatement(payload: Buffer): PackageStatement {
  try {
    return statementSchema.parse(JSON.parse(payload.toString('utf8')));
  } catch (error) {
    throw new AuditorError('malformed', 'What is signed is not a statement about a package.', {
      cause: error,
    });
  }
}

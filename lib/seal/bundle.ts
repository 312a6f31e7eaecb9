import {
  BUNDLE_V03_MEDIA_TYPE,
  type Bundle,
  bundleFromJSON,
  bundleToJSON,
  isBundleWithDsseEnvelope,
  toDSSEBundle,
} from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { canonicalDocument, canonicalText } from '../evidence/canonical.ts';
import { SealError } from './error.ts';
import { holds } from './public-key.ts';
import type { Signer } from './signer.ts';
import { payloadType } from './statement.ts';

/** KMS signs up to 4,096 bytes in one piece; beyond it wants a hash, which DSSE verifiers do not expect. */
const signableBytes = 4096;

/** A seal's envelope, taken out of its bundle. Nothing in it is proven until the signature is checked. */
export interface Envelope {
  readonly keyId: string;
  readonly signature: Buffer;
  readonly payloadType: string;
  readonly payload: Buffer;
  /** What the signature is over: the pre-authentication encoding of type and payload. */
  readonly signed: Buffer;
}

/** Signs an in-toto statement: the text of a Sigstore bundle (v0.3), one canonical line. */
export async function signStatement(statement: object, signer: Signer): Promise<string> {
  const { payload, signature } = await signatureOver(statement, signer);
  return bundleText({ payload, signature, payloadType, keyId: signer.keyId });
}

/** The one form of a bundle around a signature. */
function bundleText({
  keyId,
  payload,
  payloadType: artifactType,
  signature,
}: Omit<Envelope, 'signed'>): string {
  const bundle = toDSSEBundle({ artifact: payload, artifactType, signature, keyHint: keyId });
  return canonicalDocument(bundleToJSON(bundle));
}

/** Signs an in-toto statement: its text, and the signature over the pre-authentication encoding of that. */
export async function signatureOver(
  statement: object,
  signer: Signer,
): Promise<{ payload: Buffer; signature: Buffer }> {
  const payload = Buffer.from(canonicalText(statement));
  const signed = dsse.preAuthEncoding(payloadType, payload);
  if (signed.length >= signableBytes)
    throw new SealError(
      'too-large',
      `The statement has ${payload.length} bytes, too many to sign in one piece.`,
    );
  const signature = await signer.sign(signed);
  // A seal is written once: one that does not hold would stay for ever.
  if (!holds(signed, signature, signer.publicKey))
    throw new SealError(
      'signer',
      `The signature made with key ${signer.keyId} does not fit its own public key.`,
    );
  return { payload, signature };
}

/** Throws `SealError` (`malformed`) unless the bytes are exactly what `signStatement` writes. */
export function readBundle(bytes: Buffer): Envelope {
  const envelope = openBundle(bytes);
  requireWrittenForm(bytes, envelope);
  return envelope;
}

/** Throws `SealError` (`malformed`) unless the bytes are a bundle that could hold a seal, in whatever form. */
export function openBundle(bytes: Buffer): Envelope {
  const bundle = parse(bytes);
  // Older forms of the bundle are read by the library too; seals were never written in them.
  if (bundle.mediaType !== BUNDLE_V03_MEDIA_TYPE)
    throw new SealError('malformed', `The seal is a bundle of another kind: "${bundle.mediaType}".`);
  return envelopeOf(bundle);
}

/** Padding bits, spaces, and whatever else a bundle may hold would go unseen otherwise: every byte counts. */
export function requireWrittenForm(bytes: Buffer, envelope: Envelope): void {
  if (!Buffer.from(bundleText(envelope)).equals(bytes))
    throw new SealError('malformed', 'The seal is not in canonical form.');
}

function parse(bytes: Buffer): Bundle {
  try {
    return bundleFromJSON(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw new SealError('malformed', 'The seal is not a Sigstore bundle.', { cause: error });
  }
}

function envelopeOf(bundle: Bundle): Envelope {
  const material = bundle.verificationMaterial.content;
  if (!isBundleWithDsseEnvelope(bundle) || material.$case !== 'publicKey')
    throw new SealError('malformed', 'The seal is not a statement signed with a key.');
  const { payloadType: type, payload, signatures } = bundle.content.dsseEnvelope;
  const [signature, ...others] = signatures;
  if (!signature || others.length > 0)
    throw new SealError('malformed', 'The seal does not have exactly one signature.');
  if (signature.keyid !== material.publicKey.hint)
    throw new SealError('malformed', 'The seal names two different keys.');
  return {
    keyId: signature.keyid,
    signature: signature.sig,
    payloadType: type,
    payload,
    signed: dsse.preAuthEncoding(type, payload),
  };
}

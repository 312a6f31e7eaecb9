import { type Bundle, bundleFromJSON, bundleToJSON, toMessageSignatureBundle } from '@sigstore/bundle';
import {
  type SignedEntity,
  type TrustMaterial,
  toSignedEntity,
  VerificationError,
  Verifier,
} from '@sigstore/verify';
import { canonicalDocument } from '../../evidence/canonical.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import type { Envelope } from '../bundle.ts';
import { readPublicKey } from '../public-key.ts';
import type { LogEntry } from './rekor.ts';

/** The log that Sigstore keeps for everybody (`rekor.sigstore.dev`), by its key, as their trusted root names it. */
const publicLog = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE2G2Y+2tabdTV5BcGiBIx0a9fAFwr
kBbmLSGtks4L3qX6yYY0zufBnhC8Ur/iy55GhWP/9A/bY2LhC30M9+RYtw==
-----END PUBLIC KEY-----
`;

type TLogAuthority = TrustMaterial['tlogs'][number];
type Entry = Bundle['verificationMaterial']['tlogEntries'][number];

/** Whether a proof holds, and when the log says that it had the entry. */
export type ProofVerdict =
  | { readonly holds: true; readonly time: Date }
  | {
      readonly holds: false;
      readonly kind: 'malformed' | 'bad-signature' | 'unknown-key';
      readonly message: string;
    };

/** The text of a proof: a Sigstore bundle (v0.3) of the seal's own signature with the log's entry. */
export function formatProof({ keyId, signature, signed }: Envelope, entry: LogEntry): string {
  const digest = Buffer.from(sha256Of(signed), 'hex');
  const bundle: Bundle = toMessageSignatureBundle({ digest, signature, keyHint: keyId });
  const { inclusionProof: proof, signedEntryTimestamp } = entry.verification;
  bundle.verificationMaterial.tlogEntries.push({
    logIndex: String(entry.logIndex),
    logId: { keyId: Buffer.from(entry.logID, 'hex') },
    kindVersion: { kind: 'hashedrekord', version: '0.0.1' },
    integratedTime: String(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp: Buffer.from(signedEntryTimestamp, 'base64') },
    inclusionProof: {
      logIndex: String(proof.logIndex),
      rootHash: Buffer.from(proof.rootHash, 'hex'),
      treeSize: String(proof.treeSize),
      hashes: proof.hashes.map((hash) => Buffer.from(hash, 'hex')),
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: Buffer.from(entry.body, 'base64'),
  });
  return canonicalDocument(bundleToJSON(bundle));
}

/**
 * Checks a proof without any network: that the log, by a key that is trusted, promises that it has an entry for just this
 * signature of just this seal, and that the entry lies in the tree whose head the log signed.
 * @param publicKey PEM of the key that made the seal
 * @param logs PEM of the keys of logs that are trusted besides Sigstore's own
 */
export function checkProof(
  bytes: Buffer,
  seal: Envelope,
  publicKey: string,
  logs: readonly string[],
): ProofVerdict {
  const bundle = parse(bytes);
  if (!bundle) return no('malformed', 'It is not a Sigstore bundle in canonical form.');
  const [entry, ...more] = bundle.verificationMaterial.tlogEntries;
  if (!entry || more.length > 0) return no('malformed', 'It does not have exactly one entry of a log.');
  const authorities = [publicLog, ...logs].map((pem) => authorityOf(pem, entry));
  if (!authorities.some(({ logID }) => logID.equals(entry.logId.keyId)))
    return no(
      'unknown-key',
      `No log that is trusted has the id ${entry.logId.keyId.toString('hex').slice(0, 16)}…; name its key with --witness-key.`,
    );
  if (!headSignatures(entry.inclusionProof).every(isWrittenForm))
    return no('malformed', 'The signature under the head of its tree is not in canonical form.');
  const [, size, root] = headOf(entry.inclusionProof);
  if (entry.inclusionProof?.treeSize !== size || entry.inclusionProof?.rootHash.toString('base64') !== root)
    return no('bad-signature', 'It is for another tree than the one that the log signed.');
  try {
    verifierOf(authorities, publicKey).verify(entityOf(bundle, seal));
  } catch (error) {
    const why = error instanceof VerificationError ? error.code : 'it cannot be read';
    return no('bad-signature', `The entry of the log is not for this seal, or is not valid (${why}).`);
  }
  return { holds: true, time: new Date(Number(entry.integratedTime) * 1000) };
}

/** The first lines of what a log signs of its tree: its name, how large it is, and its root. */
function headOf(proof: Entry['inclusionProof']): string[] {
  return proof?.checkpoint?.envelope.split('\n') ?? [];
}

/** What stands behind the log's name in the lines that sign the head, in base64: text within the bundle, whose form says nothing of it. */
function headSignatures(proof: Entry['inclusionProof']): string[] {
  return headOf(proof)
    .filter((line) => line.startsWith('\u2014 '))
    .map((line) => line.split(' ').at(-1) ?? '');
}

/** Bits that nobody reads could be any. */
function isWrittenForm(base64: string): boolean {
  return Buffer.from(base64, 'base64').toString('base64') === base64;
}

/** Of the seal, and not of what the proof says of itself. */
function entityOf(bundle: Bundle, seal: Envelope): SignedEntity {
  const entity = toSignedEntity(bundle, seal.signed);
  const { content, verificationMaterial } = bundle;
  const isOfSeal =
    content.$case === 'messageSignature' &&
    content.messageSignature.messageDigest.digest.toString('hex') === sha256Of(seal.signed) &&
    verificationMaterial.content.$case === 'publicKey' &&
    verificationMaterial.content.publicKey.hint === seal.keyId;
  if (!isOfSeal || !entity.signature.compareSignature(seal.signature))
    throw new VerificationError({ code: 'SIGNATURE_ERROR', message: 'another signature' });
  return entity;
}

function verifierOf(tlogs: TLogAuthority[], publicKey: string): Verifier {
  const { key } = readPublicKey(publicKey);
  return new Verifier(
    {
      certificateAuthorities: [],
      timestampAuthorities: [],
      ctlogs: [],
      tlogs,
      publicKey: () => ({ publicKey: key, validFor: () => true }),
    },
    { tlogThreshold: 1, ctlogThreshold: 0, timestampThreshold: 1 },
  );
}

function authorityOf(pem: string, { inclusionProof }: Entry): TLogAuthority {
  const { key, keyId } = readPublicKey(pem);
  return {
    // Whoever signed a checkpoint has to be named in its first line, which is signed. Which log it is, its key says.
    baseURL: headOf(inclusionProof)[0] ?? '',
    logID: Buffer.from(keyId, 'hex'),
    publicKey: key,
    validFor: { start: new Date(0), end: new Date(8_640_000_000_000_000) },
  };
}

function parse(bytes: Buffer): Bundle | null {
  try {
    const bundle = bundleFromJSON(JSON.parse(bytes.toString('utf8')));
    return Buffer.from(canonicalDocument(bundleToJSON(bundle))).equals(bytes) ? bundle : null;
  } catch {
    return null;
  }
}

function no(kind: Extract<ProofVerdict, { holds: false }>['kind'], message: string): ProofVerdict {
  return { holds: false, kind, message };
}

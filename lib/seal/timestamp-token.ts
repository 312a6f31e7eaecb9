import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { Integer, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  MessageImprint,
  PKIStatus,
  SignedData,
  type SignedDataVerifyResult,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';

// Loading `pkijs` takes time that only those who use time-stamps should spend: import this file dynamically.

const sha256Oid = '2.16.840.1.101.3.4.2.1';
const timeStampingUse = '1.3.6.1.5.5.7.3.8';

/** What a token says, once it holds; else what is wrong with it. */
export type TokenVerdict =
  | { readonly holds: true; readonly time: Date; readonly nonce: string | null; readonly trusted: boolean }
  | {
      readonly holds: false;
      readonly kind: 'malformed' | 'moved' | 'bad-signature' | 'unknown-key';
      readonly message: string;
    };

/** An RFC 3161 request for a time-stamp over a seal's signature, in DER. */
export function makeRequest(signature: Buffer): { readonly der: Buffer; readonly nonce: string } {
  // A leading bit of 0 keeps the number positive, and a leading bit of 1 after it keeps its length.
  const nonce = randomBytes(6);
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256Oid }),
      hashedMessage: new OctetString({ valueHex: digest(signature) }),
    }),
    nonce: new Integer({ valueHex: nonce }),
    certReq: true,
  });
  return { der: Buffer.from(request.toSchema().toBER()), nonce: nonce.toString('hex') };
}

/**
 * Checks a time-stamping response against the signature that it is for.
 * @param authorities certificates (PEM) of the authority or of those that vouch for it; with none, a token that is
 * whole holds, and proves nothing about time
 */
export async function checkToken(
  der: Buffer,
  signature: Buffer,
  authorities: readonly string[],
): Promise<TokenVerdict> {
  const token = parse(der);
  if (!token) return fault('malformed', 'This is not a time-stamping response that grants a token.');
  if (!Buffer.from(token.info.messageImprint.hashedMessage.valueBlock.valueHexView).equals(digest(signature)))
    return fault('moved', 'The time-stamp is for another signature than that of this seal.');
  const signer = await signerOf(token.response, signature);
  if (!signer || !isStampedBy(token.data, signer))
    return fault('bad-signature', 'The time-stamp was changed.');
  const trusted = await isTrusted(token.response, signature, signer, authorities);
  if (authorities.length > 0 && !trusted)
    return fault(
      'unknown-key',
      `No trusted authority made this time-stamp; it names ${oneLine(signer.subject)}.`,
    );
  const nonce = token.info.nonce && Buffer.from(token.info.nonce.valueBlock.valueHexView).toString('hex');
  return { holds: true, time: token.info.genTime, nonce: nonce ?? null, trusted };
}

interface Token {
  readonly response: TimeStampResp;
  readonly data: SignedData;
  readonly info: TSTInfo;
}

function parse(der: Buffer): Token | null {
  try {
    const response = TimeStampResp.fromBER(der);
    const granted = [PKIStatus.granted, PKIStatus.grantedWithMods].includes(response.status.status);
    if (!granted || !Buffer.from(response.toSchema().toBER()).equals(der)) return null;
    const data = new SignedData({ schema: response.timeStampToken?.content });
    const content = data.encapContentInfo.eContent?.getValue();
    const info = content && TSTInfo.fromBER(content);
    return info?.messageImprint.hashAlgorithm.algorithmId === sha256Oid ? { response, data, info } : null;
  } catch {
    return null;
  }
}

/** The certificate in the token whose key signed it; null when the signature does not hold. */
async function signerOf(response: TimeStampResp, signature: Buffer): Promise<X509Certificate | null> {
  const result = await verified(response, signature, null);
  return result?.signerCertificate
    ? new X509Certificate(Buffer.from(result.signerCertificate.toSchema().toBER()))
    : null;
}

/** RFC 3161 wants the signer's certificate hashed among the signed attributes, and made for time-stamping only. */
function isStampedBy(data: SignedData, signer: X509Certificate): boolean {
  const attributes = data.signerInfos[0]?.signedAttrs?.encodedValue;
  if (!attributes || !signer.keyUsage?.includes(timeStampingUse)) return false;
  return ['sha256', 'sha1'].some((name) =>
    Buffer.from(attributes).includes(createHash(name).update(signer.raw).digest()),
  );
}

async function isTrusted(
  response: TimeStampResp,
  signature: Buffer,
  signer: X509Certificate,
  authorities: readonly string[],
): Promise<boolean> {
  const known = authorities.map((pem) => new X509Certificate(pem));
  if (known.some((certificate) => certificate.raw.equals(signer.raw))) return true;
  return known.length > 0 && (await verified(response, signature, known)) !== null;
}

/** The library's verdict; null when the signature, or the chain to one of the certificates, does not hold. */
async function verified(
  response: TimeStampResp,
  signature: Buffer,
  known: readonly X509Certificate[] | null,
): Promise<SignedDataVerifyResult | null> {
  const trustedCerts = (known ?? []).map(({ raw }) => Certificate.fromBER(raw));
  const parameters = {
    signer: 0,
    data: exactBuffer(signature),
    checkChain: known !== null,
    trustedCerts,
    extendedMode: true,
  };
  try {
    const result: unknown = await response.verify(parameters);
    return isVerified(result) ? result : null;
  } catch {
    return null;
  }
}

function isVerified(result: unknown): result is SignedDataVerifyResult {
  return (
    typeof result === 'object' &&
    result !== null &&
    'signatureVerified' in result &&
    result.signatureVerified === true
  );
}

function exactBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function oneLine(subject: string): string {
  return subject.replaceAll('\n', ', ');
}

function fault(kind: Extract<TokenVerdict, { holds: false }>['kind'], message: string): TokenVerdict {
  return { holds: false, kind, message };
}

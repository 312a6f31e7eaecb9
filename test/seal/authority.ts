import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { initializeTSA } from '@sigstore/mock';
import { TimeStampReq } from 'pkijs';

export interface Authority extends AsyncDisposable {
  readonly url: string;
  /** PEM of the certificate that vouches for the signing one. */
  readonly root: string;
  readonly leaf: string;
  /** Content types that it was asked with. */
  readonly asked: (string | undefined)[];
}

export interface Habits {
  /** The moment that tokens name; now, when left out. */
  readonly clock?: Date;
  /** Spoils the answer. */
  readonly answer?: (token: Buffer) => { status: number; body: Buffer };
  /** Answers to another nonce. */
  readonly nonce?: number;
}

/** A time-stamping authority that speaks RFC 3161 on loopback. */
export async function startAuthority(habits: Habits = {}): Promise<Authority> {
  const tsa = await initializeTSA(generateKeyPairSync('ec', { namedCurve: 'P-256' }), habits.clock);
  const asked: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    asked.push(request.headers['content-type']);
    const query = TimeStampReq.fromBER(await buffer(request));
    const token = await tsa.timestamp({
      artifactHash: Buffer.from(query.messageImprint.hashedMessage.valueBlock.valueHexView),
      hashAlgorithmOID: query.messageImprint.hashAlgorithm.algorithmId,
      nonce:
        habits.nonce ??
        Number(`0x${Buffer.from(query.nonce?.valueBlock.valueHexView ?? []).toString('hex')}`),
      policyOID: '1.3.6.1.4.1.57264.2',
      certReq: query.certReq ?? false,
    });
    const { status, body } = habits.answer?.(viewOf(token)) ?? { status: 200, body: viewOf(token) };
    response.writeHead(status, { 'content-type': 'application/timestamp-reply' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`,
    root: pemOf(viewOf(tsa.rootCertificate)),
    leaf: pemOf(viewOf(tsa.intCertificate)),
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function viewOf(view: ArrayBufferView): Buffer {
  return Buffer.from(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength);
}

function pemOf(der: Buffer): string {
  return new X509Certificate(der).toString();
}

import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What functions ask of AWS besides S3: secrets, a key to sign with, a bus for events. */
export interface StandIn {
  readonly url: string;
  close(): void;
}

/** @param secrets what Secrets Manager holds, by name */
export async function startAws(secrets: Readonly<Record<string, string>>): Promise<StandIn> {
  const answers = answersWith(secrets);
  const server = createServer(async (request, response) => {
    const asked = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const answer = answers[asked]?.(JSON.parse(await text(request)));
    response.writeHead(answer ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer ?? { __type: 'ValidationException', message: `No ${asked} here.` }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

type Asked = Readonly<Record<string, string>> & { readonly Entries?: readonly unknown[] };

/** By operation. */
function answersWith(secrets: Readonly<Record<string, string>>): Record<string, (asked: Asked) => object> {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const key = createPrivateKey(privateKey);
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return {
    GetSecretValue: ({ SecretId = '' }) => ({ Name: SecretId, SecretString: secrets[SecretId] }),
    GetPublicKey: ({ KeyId }) => ({ KeyId, PublicKey: spki.toString('base64') }),
    Sign: ({ KeyId, Message = '' }) => ({
      KeyId,
      Signature: sign('sha256', Buffer.from(Message, 'base64'), key).toString('base64'),
    }),
    PutEvents: ({ Entries = [] }) => ({
      FailedEntryCount: 0,
      Entries: Entries.map((_, index) => ({ EventId: String(index) })),
    }),
  };
}

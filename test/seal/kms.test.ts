import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readBundle, signStatement } from '../../lib/seal/bundle.ts';
import { openKmsKey } from '../../lib/seal/kms.ts';
import { holds } from '../../lib/seal/public-key.ts';
import { makeStatement } from '../../lib/seal/statement.ts';
import { predicate } from './nights.ts';

const arn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd';
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });

let server: Server;
let client: KMSClient;
let asked: Record<string, unknown>[];
let signingKey = pair.privateKey;
let silent = false;

/** KMS as far as it is used here: JSON over HTTP, the operation in a header. */
beforeEach(async () => {
  asked = [];
  signingKey = pair.privateKey;
  silent = false;
  server = createServer(async (request, response) => {
    const body = (await json(request)) as { Message?: string };
    asked.push({ operation: request.headers['x-amz-target'], ...body });
    const answer = body.Message
      ? {
          KeyId: arn,
          Signature: sign('sha256', Buffer.from(body.Message, 'base64'), signingKey).toString('base64'),
        }
      : { KeyId: arn, PublicKey: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64') };
    response
      .setHeader('content-type', 'application/x-amz-json-1.1')
      .end(JSON.stringify(silent ? { KeyId: arn } : answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new KMSClient({
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
  });
});

afterEach(() => {
  client.destroy();
  server.close();
});

describe('a key in KMS', () => {
  test('is refused where KMS gives no public key, and signs nothing where it gives no signature', async () => {
    const signer = await openKmsKey(client, 'alias/exhibit');
    silent = true;
    await expect(openKmsKey(client, 'alias/exhibit')).rejects.toMatchObject({
      name: 'SealError',
      code: 'signer',
    });
    await expect(signer.sign(Buffer.from('seal'))).rejects.toMatchObject({
      name: 'SealError',
      code: 'signer',
    });
  });

  test('signs the bytes themselves with ECDSA over SHA-256, under the ARN that gave the public key', async () => {
    const signer = await openKmsKey(client, 'alias/exhibit');
    const signature = await signer.sign(Buffer.from('seal'));
    expect(holds(Buffer.from('seal'), signature, signer.publicKey)).toBe(true);
    expect(asked).toEqual([
      { operation: 'TrentService.GetPublicKey', KeyId: 'alias/exhibit' },
      {
        operation: 'TrentService.Sign',
        KeyId: arn,
        Message: Buffer.from('seal').toString('base64'),
        MessageType: 'RAW',
        SigningAlgorithm: 'ECDSA_SHA_256',
      },
    ]);
  });

  test('makes seals like a key file does', async () => {
    const signer = await openKmsKey(client, arn);
    const envelope = readBundle(
      Buffer.from(await signStatement(makeStatement('a'.repeat(64), predicate), signer)),
    );
    expect(holds(envelope.signed, envelope.signature, pair.publicKey)).toBe(true);
  });

  test('whose signature does not fit its own public key seals nothing', async () => {
    signingKey = other.privateKey;
    const signer = await openKmsKey(client, arn);
    const signed = signStatement(makeStatement('a'.repeat(64), predicate), signer);
    await expect(signed).rejects.toMatchObject({ code: 'signer' });
  });
});

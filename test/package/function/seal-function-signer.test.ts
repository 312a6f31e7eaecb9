import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { close, listen } from '../../../demo/stand-ins/serve/serve.ts';
import { sealFunction } from '../../../lib/nightly/functions/seal.ts';
import { sealFunctionSigner } from '../../../lib/package/function/seal-function-signer.ts';
import { signStatement } from '../../../lib/seal/bundle.ts';
import { openKeyFile } from '../../../lib/seal/key-file.ts';
import type { Signer } from '../../../lib/seal/signer.ts';
import { makeStatement } from '../../../lib/seal/statement.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { predicate } from '../../seal/nights.ts';
import { type Nights, packaged, someNights, verified } from '../packaging.ts';

const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:seal';
/** When `packaged` makes its packages. */
const packagedAt = new Date('2026-12-01T00:00:00Z');

let nights: Nights;
let server: Server;
let client: LambdaClient;
let asked: { url: string; event: unknown }[];
let answer: (event: never) => Promise<unknown>;
let signer: Signer;

/** Lambda's Invoke: what a function throws is an answer too, with a header that says so. */
beforeAll(async () => {
  nights = await someNights();
  server = createServer(async (request, response) => {
    const event = await json(request);
    asked.push({ url: decodeURIComponent(request.url ?? ''), event });
    try {
      response.end(JSON.stringify(await answer(event as never)));
    } catch (error) {
      const { name, message } = error as Error;
      response.setHeader('x-amz-function-error', 'Unhandled');
      response.end(JSON.stringify({ errorType: name, errorMessage: message, trace: [] }));
    }
  });
  client = new LambdaClient({
    region: 'eu-west-1',
    endpoint: await listen(server, 0),
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
  });
});

afterAll(async () => {
  client.destroy();
  await close(server);
});

beforeEach(() => {
  asked = [];
  const environment = { EXHIBIT_LOCKER: nights.stage.locker.location, EXHIBIT_SIGNING_KEY: 'key' };
  answer = sealFunction(
    { environment, now: () => packagedAt, write: () => {} },
    async () => nights.signer,
  ) as typeof answer;
  const { keyId, publicKey } = nights.signer;
  signer = sealFunctionSigner(client, arn, { keyId, publicKey });
});

test('A package that the sealing function signs verifies, and that function is told facts and no bytes', async () => {
  const { path, manifest } = await packaged(nights, [20, 22], { signer });
  expect(await verified(path, [nights.signer.publicKey])).toMatchObject({
    ok: true,
    package: { packagedAt: packagedAt.toISOString() },
  });
  const { locker, head, period } = manifest;
  const { from, to, timezone } = period;
  expect(asked).toEqual([
    {
      url: `/2015-03-31/functions/${arn}/invocations`,
      event: {
        package: {
          manifest: expect.stringMatching(/^[0-9a-f]{64}$/),
          locker,
          head,
          period: { from, to, timezone },
          packagedAt: packagedAt.toISOString(),
        },
      },
    },
  ]);
});

test('A seal is not asked for, and neither are bytes that are no statement', async () => {
  const seal = makeStatement('a'.repeat(64), predicate);
  await expect(signStatement(seal, signer)).rejects.toThrow('not a statement about a package');
  await expect(signer.sign(Buffer.from('anything'))).rejects.toThrow('signs statements only');
  expect(asked).toEqual([]);
});

const packaging = () => packaged(nights, [20, 22], { signer });

test('What the sealing function objects to is passed on in its words', async () => {
  const late = sealFunctionSigner(client, arn, nights.signer);
  const now = new Date('2026-11-30T00:00:00Z');
  await expect(packaged(nights, [20, 22], { signer: late, now })).rejects.toThrow(
    'The sealing function did not sign the package. The package is not signed: the package was not made at this time',
  );
});

test('Words of other errors are not passed on', async () => {
  answer = () => Promise.reject(new TypeError('canary'));
  await expect(packaging()).rejects.toThrow(
    /^The sealing function did not sign the package\. Its log says why\.$/,
  );
});

test.each([
  ['nothing', () => ({}), 'gave no signature'],
  ['no text', () => null, 'gave no signature'],
  [
    'a signature with another key',
    async () => ({ keyId: 'b'.repeat(64), signature: 'AAAA' }),
    'signed with key b',
  ],
  [
    'a signature that does not fit',
    () => ({ keyId: nights.signer.keyId, signature: 'AAAA' }),
    'does not fit',
  ],
])('An answer that is %s is an error', async (_, given, words) => {
  answer = async () => given();
  await expect(packaging()).rejects.toThrow(words);
});

test('A signature by another key under the right name does not get into a package', async () => {
  const other = await openKeyFile(join(await temporaryFolder(), 'key.pem'));
  answer = async () => ({
    keyId: nights.signer.keyId,
    signature: (await other.sign(Buffer.from('other'))).toString('base64'),
  });
  await expect(packaging()).rejects.toThrow('does not fit');
});

import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { close, listen } from '../../../demo/stand-ins/serve/serve.ts';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import { sealFunction } from '../../../lib/nightly/functions/seal.ts';
import { packageToSign } from '../../../lib/package/function/package-to-sign.ts';
import { sealFunctionSigner } from '../../../lib/package/function/seal-function-signer.ts';
import { formatManifest } from '../../../lib/package/manifest.ts';
import type { ManifestSigner } from '../../../lib/package/signature.ts';
import { signStatement } from '../../../lib/seal/bundle.ts';
import { openKeyFile } from '../../../lib/seal/key-file.ts';
import { type PackageFacts, packageStatement } from '../../../lib/seal/package-statement.ts';
import type { Signer } from '../../../lib/seal/signer.ts';
import { makeStatement } from '../../../lib/seal/statement.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { predicate } from '../../seal/nights.ts';
import { type Nights, onAws, packaged, someNights, verified } from '../packaging.ts';

const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:seal';
/** When `packaged` makes its packages. */
const packagedAt = new Date('2026-12-01T00:00:00Z');

let nights: Nights;
let server: Server;
let client: LambdaClient;
let asked: { url: string; event: unknown }[];
let answer: (event: never) => Promise<unknown>;
let signer: ManifestSigner;
let other: Signer;
let place: string;
let now: Date;

/** Lambda's Invoke: what a function throws is an answer too, with a header that says so. */
beforeAll(async () => {
  nights = await someNights();
  other = await openKeyFile(join(await temporaryFolder(), 'key.pem'), { create: true });
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

beforeEach(async () => {
  asked = [];
  place = await temporaryFolder();
  const environment = {
    EXHIBIT_LOCKER: nights.stage.locker.location,
    EXHIBIT_PACKAGES: place,
    EXHIBIT_SIGNING_KEY: 'key',
  };
  answer = sealFunction(
    { environment, now: () => now, write: () => {} },
    { openSigner: async () => nights.signer, packageToSign },
  ) as typeof answer;
  now = packagedAt;
  const { keyId, publicKey } = nights.signer;
  signer = sealFunctionSigner(client, arn, { keyId, publicKey }, openFolderLocker(place));
});

const packaging = () => packaged(nights, [20, 22], { ...onAws, signer });

test('A package that the sealing function signs verifies, and that function is told where the manifest lies', async () => {
  const { path, manifest } = await packaging();
  expect(await verified(path, [nights.signer.publicKey])).toMatchObject({
    ok: true,
    package: { packagedAt: packagedAt.toISOString() },
  });
  const text = formatManifest(manifest);
  const key = `manifests/${sha256Of(Buffer.from(text))}.json`;
  expect(asked).toEqual([{ url: `/2015-03-31/functions/${arn}/invocations`, event: { package: key } }]);
  expect(String(await openFolderLocker(place).read(key))).toBe(text);
});

test('The same manifest may be signed again', async () => {
  await packaging();
  await expect(packaging()).resolves.toBeDefined();
});

test('What the sealing function objects to is passed on in its words', async () => {
  const other = { ...onAws, maker: { version: '9.9.9', commit: null } };
  await expect(packaged(nights, [20, 22], { ...other, signer })).rejects.toThrow(
    'The sealing function did not sign the package. The package is not signed: another version made it',
  );
});

test('Words of other errors are not passed on', async () => {
  answer = () => Promise.reject(new TypeError('canary'));
  await expect(packaging()).rejects.toThrow(
    /^The sealing function did not sign the package\. Its log says why\.$/,
  );
});

const signedBy = async (key: Signer, facts: Partial<PackageFacts> = {}) =>
  signStatement(
    packageStatement({
      manifest: 'a'.repeat(64),
      locker: 'Example',
      period: { from: '2026-11-20', to: '2026-11-22', timezone: 'UTC' },
      head: { sequence: 5, sha256: 'b'.repeat(64) },
      packagedAt: packagedAt.toISOString(),
      ...facts,
    }),
    key,
  );

test.each<[string, () => unknown, string]>([
  ['nothing', () => ({}), 'gave no signature'],
  ['no text', () => null, 'gave no signature'],
  ['no bundle', () => ({ bundle: 'AAAA' }), 'not a Sigstore bundle'],
  ['a signature with another key', async () => ({ bundle: await signedBy(other) }), 'signed with key'],
  [
    'a signature by another key under the right name',
    async () => ({ bundle: await signedBy({ ...other, keyId: nights.signer.keyId }) }),
    'does not fit its key',
  ],
  [
    'a signature of another package',
    async () => ({ bundle: await signedBy(nights.signer) }),
    'signed the list of another package',
  ],
  [
    'a seal',
    async () => ({ bundle: await signStatement(makeStatement('a'.repeat(64), predicate), nights.signer) }),
    'not a statement about a package',
  ],
])('An answer that is %s is an error', async (_, given, words) => {
  answer = async () => await given();
  await expect(packaging()).rejects.toThrow(words);
});

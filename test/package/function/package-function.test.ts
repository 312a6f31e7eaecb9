import { createHash, createPublicKey } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { close, listen } from '../../../demo/stand-ins/serve/serve.ts';
import { openS3Locker } from '../../../lib/locker/s3.ts';
import { sealFunction } from '../../../lib/nightly/functions/seal.ts';
import { packageFunction } from '../../../lib/package/function/package-function.ts';
import { datasetOf } from '../../../lib/providers/dataset-of.ts';
import { manifests } from '../../../lib/providers/manifests.ts';
import type { PackageFacts } from '../../../lib/seal/package-statement.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { type S3Server, startS3 } from '../../locker/s3/server.ts';
import { type Nights, someNights, verified } from '../packaging.ts';

const server: S3Server | null = await startS3();
const before = { ...process.env };

(server ? describe : describe.skip)('the function that makes a package', () => {
  let nights: Nights;
  let location: string;
  let environment: Record<string, string>;
  const log: string[] = [];
  const now = () => new Date();

  beforeAll(async () => {
    Object.assign(process.env, server?.environment);
    nights = await someNights();
    location = `s3://${await server?.bucket({ locked: true })}/exhibit`;
    const locker = openS3Locker(location);
    for (const { key } of await nights.stage.locker.list(''))
      await locker.create(key, (await nights.stage.locker.read(key)) ?? '');
    await locker.close();
    const file = join(await temporaryFolder(), 'exhibit.yaml');
    await writeFile(file, configuration);
    environment = {
      EXHIBIT_CONFIGURATION: file,
      EXHIBIT_LOCKER: location,
      EXHIBIT_SIGNING_KEY: 'key',
      EXHIBIT_PACKAGE_LINK_SECONDS: '900',
    };
  });
  afterAll(async () => {
    process.env = before;
    await server?.close();
  });

  const call = (event: object, changes: Record<string, string> = {}) =>
    packageFunction(
      { providers: manifests, datasetOf, openSigner: async () => nights.signer },
      { environment: { ...environment, ...changes }, now, write: (line) => void log.push(line) },
    )(event as never);

  test('stores it below packages/, and hands out an address that expires', async () => {
    const began = Date.now();
    const { key, url, expiresAt, sha256, bytes } = await call({ from: '2026-11-20', to: '2026-11-22' });
    expect(key).toMatch(/^exhibit\/packages\/2026-11-20_2026-11-22_[0-9a-f]{16}\.zip$/);
    const handedOut = Date.parse(expiresAt) - 15 * 60_000;
    expect(handedOut >= began - 1_000 && handedOut <= Date.now()).toBe(true);
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('900');
    const fetched = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect([fetched.length, createHash('sha256').update(fetched).digest('hex')]).toEqual([bytes, sha256]);
    const path = join(await temporaryFolder(), 'fetched.zip');
    await writeFile(path, fetched);
    expect(await verified(path, [nights.signer.publicKey])).toMatchObject({ ok: true, checked: { runs: 3 } });
  });

  test('makes nothing when the same is asked again, and logs who may fetch what but no address', async () => {
    const first = await call({ from: '2026-11-20', to: '2026-11-22' });
    const second = await call({ from: '2026-11-20', to: '2026-11-22' });
    expect([second.key, second.sha256, second.bytes]).toEqual([first.key, first.sha256, first.bytes]);
    const locker = openS3Locker(location);
    expect((await locker.names('packages/')).map((name) => name.split('.').at(-1))).toEqual(['json', 'zip']);
    await locker.close();
    expect(log.at(-1)).toContain(first.sha256);
    expect(log.join('')).not.toContain('X-Amz-Signature');
  });

  test.each([
    [{ from: '2026-11-22', to: '2026-11-20' }, 'comes after'],
    [{ from: '2025-01-01', to: '2025-01-31' }, 'No sealed night lies between'],
    [{ from: 'soon', to: '2026-11-20' }, 'from: is not a day'],
    [{ from: '2026-11-20', to: '2026-11-22', pseudonyms: true }, 'call `exhibit package --pseudonyms` there'],
  ])('refuses %j in words', async (event, words) => {
    await expect(call(event)).rejects.toThrow(words);
  });

  test('has the manifest signed by the sealing function, and does not use the key itself', async () => {
    const asked: string[] = [];
    const sealing = sealFunction(
      { environment, now, write: (line) => void log.push(line) },
      async () => nights.signer,
    );
    const aws = createServer(async (request, response) => {
      const event = await json(request);
      const operation = request.headers['x-amz-target'] ?? decodeURIComponent(request.url ?? '');
      asked.push(String(operation));
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      const spki = createPublicKey(nights.signer.publicKey).export({ type: 'spki', format: 'der' });
      const answer = request.headers['x-amz-target']
        ? { KeyId: 'key', PublicKey: spki.toString('base64') }
        : await sealing(event as { package: PackageFacts });
      response.end(JSON.stringify(answer));
    });
    const url = await listen(aws, 0);
    Object.assign(process.env, { AWS_ENDPOINT_URL_KMS: url, AWS_ENDPOINT_URL_LAMBDA: url });
    const handler = packageFunction(
      { providers: manifests, datasetOf },
      { environment: { ...environment, EXHIBIT_SEAL_FUNCTION: 'seal' }, now, write: () => {} },
    );
    const made = await handler({ from: '2026-11-21', to: '2026-11-22' });
    await close(aws);
    const path = join(await temporaryFolder(), 'signed.zip');
    await writeFile(path, Buffer.from(await (await fetch(made.url)).arrayBuffer()));
    expect(await verified(path, [nights.signer.publicKey])).toMatchObject({ ok: true });
    expect(asked).toEqual(['TrentService.GetPublicKey', '/2015-03-31/functions/seal/invocations']);
  });

  test('leaves the manifest unsigned where it may not sign, and says so', async () => {
    const { url } = await call({ from: '2026-11-20', to: '2026-11-21' }, { EXHIBIT_SIGNING_KEY: '' });
    expect(log.join('')).toContain('nothing vouches for the report');
    const path = join(await temporaryFolder(), 'unsigned.zip');
    await writeFile(path, Buffer.from(await (await fetch(url)).arrayBuffer()));
    const { problems } = await verified(path, [nights.signer.publicKey]);
    expect(problems.map(({ kind }) => kind)).toEqual(['bad-signature']);
  });
});

const configuration = `version: 1
organization: Example
timezone: UTC
schedule: "02:00"
connections:
  - id: google
    provider: google-workspace
    credentials: secret:google
    subject: ana@example.com
`;

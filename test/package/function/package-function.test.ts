import { createHash, createPublicKey } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { close, listen } from '../../../demo/stand-ins/serve/serve.ts';
import { packageLifeDays } from '../../../lib/config/limits.ts';
import { parseS3Location } from '../../../lib/locker/s3/location.ts';
import { openS3Locker } from '../../../lib/locker/s3.ts';
import { sealFunction } from '../../../lib/nightly/functions/seal.ts';
import { packageFunction } from '../../../lib/package/function/package-function.ts';
import { packageToSign } from '../../../lib/package/function/package-to-sign.ts';
import { datasetOf } from '../../../lib/providers/dataset-of.ts';
import { manifests } from '../../../lib/providers/manifests.ts';
import { kept } from '../../functions/configured.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { type S3Server, startS3 } from '../../locker/s3/server.ts';
import { type Nights, someNights, verified } from '../packaging.ts';

const server: S3Server | null = await startS3();
const before = { ...process.env };

(server ? describe : describe.skip)('the function that makes a package', () => {
  let nights: Nights;
  let location: string;
  let work: string;
  let at: Date | null = null;
  let environment: Record<string, string>;
  const log: string[] = [];
  const now = () => at ?? new Date();

  beforeAll(async () => {
    Object.assign(process.env, server?.environment);
    const folder = await temporaryFolder();
    const file = join(folder, 'exhibit.yaml');
    await writeFile(file, configuration);
    const configurations = join(folder, 'configurations');
    nights = await someNights({ object: await kept(file, configurations) });
    location = `s3://${await server?.bucket({ locked: true })}/exhibit`;
    work = `s3://${await server?.bucket()}/packages`;
    const locker = openS3Locker(location);
    for (const { key } of await nights.stage.locker.list(''))
      await locker.create(key, (await nights.stage.locker.read(key)) ?? '');
    await locker.close();
    environment = {
      EXHIBIT_CONFIGURATIONS: configurations,
      EXHIBIT_LOCKER: location,
      EXHIBIT_PACKAGES: work,
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

  const there = async (place: string): Promise<readonly string[]> => {
    const locker = openS3Locker(place);
    const names = (await locker.list('')).map(({ key }) => key);
    await locker.close();
    return names;
  };

  test('stores it where packages lie, hands out an address that expires, and leaves the locker as it is', async () => {
    const began = Date.now();
    const before = await there(location);
    const { key, url, expiresAt, sha256, bytes } = await call({ from: '2026-11-20', to: '2026-11-22' });
    expect(key).toMatch(/^packages\/2026-11-20_2026-11-22_[0-9a-f]{16}_\d{8}T\d{9}Z\.zip$/);
    const handedOut = Date.parse(expiresAt) - 15 * 60_000;
    expect(handedOut >= began - 1_000 && handedOut <= Date.now()).toBe(true);
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('900');
    const fetched = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect([fetched.length, createHash('sha256').update(fetched).digest('hex')]).toEqual([bytes, sha256]);
    const path = join(await temporaryFolder(), 'fetched.zip');
    await writeFile(path, fetched);
    expect(await verified(path, [nights.signer.publicKey])).toMatchObject({ ok: true, checked: { runs: 3 } });
    expect(await there(location)).toEqual(before);
  });

  test('makes nothing when the same is asked again, and logs who may fetch what but no address', async () => {
    const first = await call({ from: '2026-11-20', to: '2026-11-22' });
    const second = await call({ from: '2026-11-20', to: '2026-11-22' });
    expect([second.key, second.sha256, second.bytes]).toEqual([first.key, first.sha256, first.bytes]);
    const endings = (await there(work)).map((name) => name.split('.').at(-1));
    expect(endings).toEqual(['json', 'zip']);
    expect(log.at(-1)).toContain(first.sha256);
    expect(log.join('')).not.toContain('X-Amz-Signature');
  });

  test('makes it anew where it is gone, and where it will be before its address expires', async () => {
    const days = { from: '2026-11-22', to: '2026-11-22' };
    const first = await call(days);
    const { bucket } = parseS3Location(work);
    await server?.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: first.key }));
    const second = await call(days);
    expect(second.key).not.toBe(first.key);
    expect((await (await fetch(second.url)).arrayBuffer()).byteLength).toBe(second.bytes);
    const lifeMs = packageLifeDays * 86_400_000;
    at = new Date(Date.now() + lifeMs - 20 * 60_000);
    expect((await call(days)).key).toBe(second.key);
    at = new Date(Date.now() + lifeMs - 10 * 60_000);
    expect((await call(days)).key).not.toBe(second.key);
    at = null;
  });

  test('makes it anew where one was left without a record of it, as after a crash', async () => {
    const days = { from: '2026-11-21', to: '2026-11-21' };
    const { key } = await call(days);
    const { bucket } = parseS3Location(work);
    await server?.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key.replace(/zip$/, 'json') }));
    expect((await call(days)).key).not.toBe(key);
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
      { openSigner: async () => nights.signer, packageToSign },
    );
    const aws = createServer(async (request, response) => {
      const event = await json(request);
      const operation = request.headers['x-amz-target'] ?? decodeURIComponent(request.url ?? '');
      asked.push(String(operation));
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      const spki = createPublicKey(nights.signer.publicKey).export({ type: 'spki', format: 'der' });
      const answer = request.headers['x-amz-target']
        ? { KeyId: 'key', PublicKey: spki.toString('base64') }
        : await sealing(event as { package: string });
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
    const days = { from: '2026-11-20', to: '2026-11-21' };
    const { key, url } = await call(days, { EXHIBIT_SIGNING_KEY: '' });
    expect((await call(days)).key).not.toBe(key);
    expect(log.join('')).toContain('no signature covers the report');
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

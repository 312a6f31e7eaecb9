import { createPublicKey } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nightTime } from '../../demo/demo.ts';
import { close, listen } from '../../demo/stand-ins/serve/serve.ts';
import { thisCollector } from '../../lib/cli/collector.ts';
import { parseS3Location } from '../../lib/locker/s3/location.ts';
import { sealFunction } from '../../lib/nightly/functions/seal.ts';
import { packageFunction } from '../../lib/package/function/package-function.ts';
import { packageToSign } from '../../lib/package/function/package-to-sign.ts';
import { datasetOf } from '../../lib/providers/dataset-of.ts';
import { manifests } from '../../lib/providers/manifests.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import { installed } from '../../scripts/build-programs.ts';
import { buildVerifier } from '../../scripts/build-verifier.ts';
import { callExhibit, callProgram, node } from '../end-to-end/call.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { type S3Server, startS3 } from '../locker/s3/server.ts';
import { type Deployment, deployment, key } from './deployment.ts';

const server: S3Server | null = await startS3();
const before = { ...process.env };
const { commit } = thisCollector('schedule');
const nights = 2;

/** KMS, as far as its public key is asked for, and Lambda, which calls the sealing function. */
async function keyAndSeal(of: Deployment, environment: Readonly<Record<string, string>>) {
  const signer = await openKeyFile(join(of.folder, `${key}.pem`));
  const sealing = sealFunction(
    { environment, now: () => of.at, write: () => {} },
    { openSigner: async () => signer, packageToSign },
  );
  const spki = createPublicKey(signer.publicKey).export({ type: 'spki', format: 'der' });
  const aws = createServer(async (request, response) => {
    const event = (await json(request)) as { package: string };
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    const isOfKey = request.headers['x-amz-target'] !== undefined;
    const answer = isOfKey ? { KeyId: 'key', PublicKey: spki.toString('base64') } : await sealing(event);
    response.end(JSON.stringify(answer));
  });
  const url = await listen(aws, 0);
  Object.assign(process.env, { AWS_ENDPOINT_URL_KMS: url, AWS_ENDPOINT_URL_LAMBDA: url });
  return { signer, close: () => close(aws) };
}

(server ? describe : describe.skip)('a package as it comes about on AWS', () => {
  let folder: string;
  const days = [1, nights].map((number) => nightTime(number).toISOString().slice(0, 10));

  beforeAll(async () => {
    const [{ bucket: work }, location] = [
      parseS3Location(`s3://${await server?.bucket()}/`),
      `s3://${await server?.bucket({ locked: true })}/exhibit`,
    ];
    Object.assign(process.env, server?.environment);
    await using of = await deployment({ locker: location, environment: { ...server?.environment } });
    of.commit = commit ?? '';
    for (let number = 1; number <= nights; number++) {
      of.at = nightTime(number);
      of.demo.setNight(number);
      await of.night();
    }
    of.at = nightTime(nights + 2);
    const environment = {
      EXHIBIT_COMMIT: of.commit,
      EXHIBIT_CONFIGURATIONS: join(of.folder, 'configurations'),
      EXHIBIT_LOCKER: location,
      EXHIBIT_PACKAGES: `s3://${work}/packages`,
      EXHIBIT_PACKAGE_LINK_SECONDS: '900',
      EXHIBIT_SEAL_FUNCTION: 'seal',
      EXHIBIT_SIGNING_KEY: 'key',
    };
    const aws = await keyAndSeal(of, environment);
    const [from = '', to = ''] = days;
    const made = await packageFunction(
      { providers: manifests, datasetOf },
      { environment, now: () => of.at, write: () => {} },
    )({ from, to });
    await aws.close();
    const stored = await server?.client.send(new GetObjectCommand({ Bucket: work, Key: made.key }));
    folder = await temporaryFolder();
    await writeFile(join(folder, 'package.zip'), (await stored?.Body?.transformToByteArray()) ?? '');
    await writeFile(join(folder, 'trusted.pem'), aws.signer.publicKey);
    const built = { ...installed(), define: { builtFrom: JSON.stringify({ commit, date: null }) } };
    await buildVerifier(folder, built, commit);
  });
  afterAll(async () => {
    process.env = before;
    await server?.close();
  });

  const words = ['package.zip', '--key', 'trusted.pem', '--rebuild', '--rejudge', '--json'];
  test.each([
    ['the command line', () => callExhibit(['verify', ...words], { cwd: folder })],
    [
      'verify.mjs, with Node and nothing else',
      () => callProgram(node, ['verify.mjs', ...words], { cwd: folder }),
    ],
  ])('is made again by %s, and is the same', async (_, call) => {
    const { status, stderr, stdout } = await call();
    expect([status, stderr, JSON.parse(stdout)]).toMatchObject([
      0,
      '',
      { ok: true, problems: [], notices: [], rejudged: nights, notRejudged: [] },
    ]);
    expect(JSON.parse(stdout)).not.toHaveProperty('notRebuilt');
  });
});

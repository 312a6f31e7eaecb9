import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { afterEach, describe, expect, test } from '@jest/globals';
import { recordedBy } from '../../lib/cli/recorded-by.ts';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

/** STS as AWS documents it, or one that refuses. */
async function withSts<Result>(status: number, work: (asked: string[]) => Promise<Result>): Promise<Result> {
  const asked: string[] = [];
  const arn = 'arn:aws:sts::111122223333:assumed-role/Admin/ana';
  const body = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>AROA:ana</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
  const server = createServer((request, answer) => {
    request.on('data', (chunk) => asked.push(String(chunk)));
    request.on('end', () =>
      answer.writeHead(status, { 'content-type': 'text/xml' }).end(status === 200 ? body : ''),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${port}`,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  try {
    return await work(asked);
  } finally {
    server.close();
  }
}

describe('Who typed an attestation', () => {
  test('is a user of a machine, and nobody is asked for a locker that is a folder', async () => {
    await withSts(200, async (asked) => {
      expect(await recordedBy('/var/evidence')).toEqual({ user: expect.any(String), host: hostname() });
      expect(asked).toEqual([]);
    });
  });

  test('is also whom AWS takes them for where the locker is a bucket', async () => {
    await withSts(200, async (asked) => {
      expect(await recordedBy('s3://evidence/acme')).toEqual({
        user: expect.any(String),
        host: hostname(),
        aws: { account: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/Admin/ana' },
      });
      expect(asked.join()).toContain('GetCallerIdentity');
    });
  });

  test('is said to be untold where AWS does not say', async () => {
    expect(await withSts(403, () => recordedBy('s3://evidence'))).toMatchObject({ aws: null });
  });
});

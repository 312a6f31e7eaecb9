import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readSecret } from '../../lib/config/secret.ts';
import { readSecretsManager } from '../../lib/config/secrets-manager.ts';

let server: Server;
const before = { ...process.env };
const asked: string[] = [];

const answers: Readonly<Record<string, { status: number; body: object }>> = {
  'exhibit/text': { status: 200, body: { SecretString: '{"token":"x"}' } },
  'exhibit/binary': { status: 200, body: { SecretBinary: Buffer.from('bytes').toString('base64') } },
  'exhibit/none': { status: 400, body: { __type: 'ResourceNotFoundException', message: 'no such secret' } },
};

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { SecretId } = JSON.parse(body);
    asked.push(`${request.headers['x-amz-target']} ${SecretId}`);
    const answer = answers[SecretId];
    response.writeHead(answer?.status ?? 500, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer?.body ?? {}));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
afterAll(async () => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  await new Promise((done) => server.close(done));
});

test('a secret is asked for by its name, as text or as bytes', async () => {
  expect(await readSecretsManager('exhibit/text')).toBe('{"token":"x"}');
  expect(await readSecretsManager('exhibit/binary')).toBe('bytes');
  expect(asked).toEqual([
    'secretsmanager.GetSecretValue exhibit/text',
    'secretsmanager.GetSecretValue exhibit/binary',
  ]);
});

test('a reference to the manager is read from it, and one that is not there is missing', async () => {
  expect(await readSecret({ from: 'secret', name: 'exhibit/text' }, {})).toBe('{"token":"x"}');
  await expect(readSecret({ from: 'secret', name: 'exhibit/none' }, {})).rejects.toMatchObject({
    code: 'missing',
  });
});

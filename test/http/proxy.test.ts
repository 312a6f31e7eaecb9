import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSafeServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { awsAgents, ProxyError, proxiesIn } from '../../lib/http/proxy.ts';
import { callProgram, node, root } from '../end-to-end/call.ts';
import { temporaryFolder } from '../locker/folders.ts';

describe('The proxies in the environment', () => {
  test.each([
    ['none', {}, null],
    ['an empty variable', { HTTPS_PROXY: ' ' }, null],
    ['NO_PROXY alone', { NO_PROXY: '*' }, null],
    [
      'large letters',
      { HTTPS_PROXY: 'http://p.example:1' },
      { https_proxy: 'http://p.example:1', no_proxy: '' },
    ],
    [
      'small letters first',
      { https_proxy: 'http://a.example', HTTPS_PROXY: 'http://b.example' },
      { https_proxy: 'http://a.example', no_proxy: '' },
    ],
    [
      'no scheme',
      { HTTP_PROXY: 'p.example:3128', no_proxy: 'x.example' },
      { http_proxy: 'http://p.example:3128', no_proxy: 'x.example' },
    ],
  ])('%s', (_, environment, expected) => {
    expect(proxiesIn(environment)).toEqual(expected);
  });

  test.each(['socks5://p.example', 'http://', 'file:///etc', '::::'])(
    '%s is none, and is not shown',
    (value) => {
      expect(() => proxiesIn({ HTTPS_PROXY: value })).toThrow(ProxyError);
      expect(() => proxiesIn({ HTTPS_PROXY: `socks5://u:geheim@p.example` })).toThrow(
        /^(?!.*geheim)HTTPS_PROXY is not/,
      );
    },
  );

  test('are given to AWS’s clients, which have connections of their own', () => {
    expect(awsAgents({})).toEqual({});
    expect(Object.keys(awsAgents({ HTTPS_PROXY: 'http://p.example' }))).toEqual(['httpAgent', 'httpsAgent']);
  });
});

const program = `
  const { useProxies } = await import('./lib/http/proxy.ts');
  const { recordingFetch } = await import('./lib/http/recording.ts');
  const { Secrets } = await import('./lib/http/redact.ts');
  useProxies(process.env);
  const errors = [];
  const options = { provider: 'It', patienceMs: 20_000, secrets: new Secrets(), now: () => new Date() };
  const fetch = recordingFetch({ ...options, record: ({ error }) => void errors.push(error) });
  const answer = await fetch(process.argv[1]).then((one) => one.text(), ({ code, message }) => ({ code, message }));
  console.log(JSON.stringify({ answer, errors }));
`;

async function ask(url: string, environment: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr } = await callProgram(node, ['--input-type=module', '--eval', program, url], {
    cwd: root,
    environment,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

const connected: string[] = [];
const servers: Server[] = [];
const sockets: Socket[] = [];
let [proxy, safe, certificate] = ['', '', ''];

const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  server.on('connection', (socket) => sockets.push(socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
};

beforeAll(async () => {
  const folder = await temporaryFolder();
  certificate = join(folder, 'cert.pem');
  const key = join(folder, 'key.pem');
  const names = [
    '-subj',
    '/CN=provider.example',
    '-addext',
    'subjectAltName=DNS:provider.example,DNS:localhost',
  ];
  const request = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    certificate,
    '-days',
    '2',
  ];
  execFileSync('openssl', [...request, ...names], { stdio: 'ignore' });
  const means = { key: readFileSync(key), cert: readFileSync(certificate) };
  safe = `localhost:${await listen(createSafeServer(means, (_, response) => response.end('safe')) as never)}`;
  const server = createServer().on('connect', ({ url = '' }, socket: Socket) => {
    connected.push(url);
    if (url.startsWith('refused.')) socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    else {
      const onward = connect(Number(safe.split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      sockets.push(onward);
      for (const one of [onward, socket]) one.on('error', () => {});
    }
  });
  proxy = `http://user:word@127.0.0.1:${await listen(server)}`;
});

afterAll(() => {
  for (const server of servers) server.close();
  for (const socket of sockets) socket.destroy();
});

describe('The one fetch', () => {
  test.each(['HTTPS_PROXY', 'https_proxy'])('asks through what %s names', async (name) => {
    const trust = { NODE_EXTRA_CA_CERTS: certificate };
    expect(await ask('https://provider.example/', { [name]: proxy, ...trust })).toMatchObject({
      answer: 'safe',
    });
    expect(connected.splice(0)).toEqual(['provider.example:443']);
  });

  test('asks past it what NO_PROXY names', async () => {
    const environment = { HTTPS_PROXY: proxy, NO_PROXY: 'localhost', NODE_EXTRA_CA_CERTS: certificate };
    expect(await ask(`https://${safe}/`, environment)).toMatchObject({ answer: 'safe' });
    expect(connected).toEqual([]);
  });

  test('says at once that a proxy refuses', async () => {
    const { answer, errors } = await ask('https://refused.example/', { HTTPS_PROXY: proxy });
    expect(answer).toMatchObject({ code: 'rejected' });
    expect(errors).toEqual(['the proxy did not connect (407)']);
    connected.splice(0);
  });

  test('asks once where the certificate is not known, and says how to make it known', async () => {
    const { answer, errors } = await ask(`https://${safe}/`);
    expect(answer).toMatchObject({
      code: 'untrusted',
      message: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
    expect(errors).toEqual(['no safe connection: its certificate is self-signed']);
    expect(await ask(`https://${safe}/`, { NODE_EXTRA_CA_CERTS: certificate })).toMatchObject({
      answer: 'safe',
    });
  });
});

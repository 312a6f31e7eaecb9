import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { IAMClient } from '@aws-sdk/client-iam';
import { close, listen } from '../../../demo/stand-ins/serve/serve.ts';
import { freePort } from '../../free-port.ts';
import { until } from '../../until.ts';

const root = join(import.meta.dirname, '../../..');
const accessKey = { accessKeyId: 'AKIASTANDINNOTAREAL1', secretAccessKey: 'stand-in-secret-not-a-real-one' };

/** An AWS account on this machine that we did not write. */
export interface Moto {
  readonly url: string;
  /** The same account with its report as AWS gives one: written now, and with root's line in it. moto's is of 2015. */
  readonly asAws: string;
  /** For making users; what is tested asks by itself. */
  readonly iam: IAMClient;
  /** A connection's credential. */
  readonly credential: string;
  /** Makes the account as new. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Starts it; null, with a line that says why, where it cannot be. In CI it has to be. */
export async function startMoto(): Promise<Moto | null> {
  const found = spawnSync(process.execPath, [join(root, 'scripts', 'moto.mjs')], { encoding: 'utf8' });
  if (found.status === 0) return await start(found.stdout.trim());
  if (process.env.CI) throw new Error(found.stderr);
  process.stderr.write(`${found.stderr.trim()} The tests that need it are skipped.\n`);
  return null;
}

async function start(program: string): Promise<Moto> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  process.once('exit', () => child.kill());
  const ended = once(child, 'exit');
  await ready(`${url}/moto-api/`, () => child.exitCode !== null);
  const between = createHttpServer((request, response) => void mend(url, request, response));
  const asAws = await listen(between, 0);
  const iam = new IAMClient({ endpoint: url, region: 'us-east-1', credentials: accessKey });
  return {
    url,
    asAws,
    iam,
    credential: JSON.stringify(accessKey),
    reset: async () => {
      await fetch(`${url}/moto-api/reset`, { method: 'POST' });
    },
    async close() {
      iam.destroy();
      await close(between);
      child.kill();
      await ended;
    },
  };
}

const rootLine =
  '<root_account>,arn:aws:iam::123456789012:root,2019-01-01T00:00:00+00:00,not_supported,no_information,not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A';

/** Hands everything on as it is, but for the report's date and its missing line. */
async function mend(url: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { host, connection, 'content-length': length, ...headers } = request.headers;
  const body = await text(request);
  const answer = await fetch(url, { method: 'POST', headers: headers as Record<string, string>, body });
  const xml = await answer.text();
  const mended = xml
    .replace(/<GeneratedTime>[^<]*</, `<GeneratedTime>${new Date().toISOString()}<`)
    .replace(/<Content>([^<]*)</, (_, content: string) => `<Content>${withRoot(content)}<`);
  response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(mended);
}

function withRoot(content: string): string {
  const [header, ...lines] = Buffer.from(content, 'base64').toString().trimEnd().split('\n');
  return Buffer.from(`${[header, rootLine, ...lines].join('\n')}\n`).toString('base64');
}

/** Python loads slowly on a machine that has much to do. */
async function ready(url: string, hasEnded: () => boolean): Promise<void> {
  await until('moto answers', async () => {
    if (hasEnded()) throw new Error('moto did not start.');
    return (await fetch(url).catch(() => null))?.ok === true;
  });
}

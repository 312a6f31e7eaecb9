import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { IAMClient } from '@aws-sdk/client-iam';

const root = join(import.meta.dirname, '../../..');
const accessKey = { accessKeyId: 'AKIASTANDINNOTAREAL1', secretAccessKey: 'stand-in-secret-not-a-real-one' };

/** An AWS account on this machine that we did not write. */
export interface Moto {
  readonly url: string;
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
  const iam = new IAMClient({ endpoint: url, region: 'us-east-1', credentials: accessKey });
  return {
    url,
    iam,
    credential: JSON.stringify(accessKey),
    reset: async () => {
      await fetch(`${url}/moto-api/reset`, { method: 'POST' });
    },
    async close() {
      iam.destroy();
      child.kill();
      await ended;
    },
  };
}

/** Python loads slowly on a machine that has much to do. */
async function ready(url: string, hasEnded: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 600 && !hasEnded(); attempt++) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error('moto did not start.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

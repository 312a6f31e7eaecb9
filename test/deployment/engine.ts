import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { freePort } from '../free-port.ts';
import { root } from '../stack/made-stack.ts';
import { until } from '../until.ts';
import { type Sink, startSink } from './sink.ts';

/** An AWS on this machine that we did not write: CloudFormation, and what its templates make. */
export interface Engine {
  readonly url: string;
  /** A folder that is gone with the engine. */
  readonly folder: string;
  /** For a process that is to reach nothing but the engine and this machine. */
  readonly environment: Readonly<Record<string, string>>;
  /** What somebody wanted to reach beyond this machine. */
  readonly wanted: readonly string[];
  close(): Promise<void>;
}

/** Starts it; null, with a line that says why, where it cannot be had. In CI it has to be. */
export async function startEngine(): Promise<Engine | null> {
  const script = join(root, 'scripts', 'ministack.mjs');
  const found = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  if (found.status === 0) return await start(found.stdout.trim());
  if (process.env.CI) throw new Error(found.stderr);
  process.stderr.write(`${found.stderr.trim()} The deployments are skipped.\n`);
  return null;
}

async function start(program: string): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-deployment-'));
  const sink = await startSink();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = { ...closedIn(folder, sink), AWS_ENDPOINT_URL: url };
  const log = join(folder, 'engine.log');
  const child = spawn(program, [], {
    cwd: folder,
    // The functions, which it starts, are told by it where AWS is.
    env: { ...closedIn(folder, sink), ...ownSettings(folder, port) },
    stdio: ['ignore', openSync(log, 'w'), openSync(log, 'a')],
  });
  process.once('exit', () => child.kill());
  const ended = once(child, 'exit');
  await until('the engine answers', async () => {
    if (child.exitCode !== null) throw new Error(`The engine did not start: ${readFileSync(log, 'utf8')}`);
    return (await fetch(`${url}/_ministack/health`).catch(() => null))?.ok === true;
  });
  return {
    url,
    folder,
    environment,
    wanted: sink.wanted,
    async close() {
      child.kill();
      await ended;
      await sink.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A process's environment in which nothing of this machine's accounts is known, and nothing is kept outside the folder. */
function closedIn(folder: string, sink: Sink): Record<string, string> {
  const [home, temporary] = [join(folder, 'home'), join(folder, 'tmp')];
  for (const one of [home, temporary]) mkdirSync(one, { recursive: true });
  return {
    ...sink.environment,
    PATH: [dirname(process.execPath), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    HOME: home,
    USERPROFILE: home,
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
    AWS_REGION: 'us-east-1',
    AWS_SECRET_ACCESS_KEY: 'not-a-real-one',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(home, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'no-credentials'),
    CDK_DISABLE_CLI_TELEMETRY: '1',
  };
}

function ownSettings(folder: string, port: number): Record<string, string> {
  return {
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    MINISTACK_HOST: '127.0.0.1',
    STATE_DIR: join(folder, 'state'),
    S3_DATA_DIR: join(folder, 's3'),
    LAMBDA_EXECUTOR: 'local',
    // Ports of their own, which it would listen on beyond this machine.
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
  };
}

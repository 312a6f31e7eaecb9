import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleText } from '../../scripts/bundle-text.ts';
import { firstCalls } from './first-calls.ts';
import { middle, runChild } from './run-child.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a function asks of AWS: the floor is a bundle of these clients and nothing else. */
const clients: Readonly<Record<string, readonly string[]>> = {
  s3: ["export * from './lib/locker/s3/sdk.ts';"],
  secrets: ["export { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';"],
  kms: ["export { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';"],
  lambda: ["export { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';"],
  files: [
    "export { Upload } from '@aws-sdk/lib-storage';",
    "export { getSignedUrl } from '@aws-sdk/s3-request-presigner';",
  ],
  bus: ["export { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';"],
  iam: [
    "export { GenerateCredentialReportCommand, GetAccountSummaryCommand, GetCredentialReportCommand, IAMClient } from '@aws-sdk/client-iam';",
    "export { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';",
  ],
};

function needed(name: string): readonly string[] {
  if (name === 'collect/aws') return ['s3', 'secrets', 'iam'];
  if (name.startsWith('collect/')) return ['s3', 'secrets'];
  if (name === 'package') return ['s3', 'files', 'kms', 'lambda'];
  if (name === 'seal') return ['s3', 'kms'];
  return name === 'alert' ? ['s3', 'bus'] : ['s3'];
}

/**
 * For each function: the size of its bundle, and the processor time that it takes to load together with the AWS clients
 * that it needs, against these clients alone; and the time to load it and to do its part of a night (`first-calls.ts`).
 * Processor time, because it depends little on what else the machine does. A process of its own for each; of several,
 * the one in the middle.
 */
export async function coldStartBench(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], options: { times: { type: 'string' } } });
  const times = Number(values.times ?? 31);
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-cold-start-'));
  try {
    for (const name of functions()) await bundleText(handlerOf(name), bundleOf(name, folder));
    const calls = await firstCalls(folder, (name) => bundleOf(name, folder), Math.min(times, 5));
    print(['function', 'bundle KB', 'clients ms', 'with it ms', '× clients', 'and a call ms']);
    for (const name of functions()) await measure(name, folder, times, calls.get(name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every function, as its file is called below `lambdas/`. */
function functions(): string[] {
  return readdirSync(join(root, 'lambdas'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

const handlerOf = (name: string): string => `export { handler } from './lambdas/${name}.ts';`;

/** Where the bundle of a function lies, with nothing else in it. */
const bundleOf = (name: string, folder: string): string => join(folder, `${name.replaceAll('/', '-')}.mjs`);

async function measure(name: string, folder: string, times: number, called?: number): Promise<void> {
  const own = bundleOf(name, folder);
  const floor = needed(name).flatMap((client) => clients[client] ?? []);
  const alone = await bundleText(floor.join('\n'), own.replace(/\.mjs$/, '-clients.mjs'));
  const both = await bundleText([...floor, handlerOf(name)].join('\n'), own.replace(/\.mjs$/, '-both.mjs'));
  const loads: { alone: number[]; both: number[] } = { alone: [], both: [] };
  // In turn, so that whatever else the machine does hits both.
  for (let time = 0; time < times; time++) {
    loads.alone.push((await runChild(alone)).loadedMs);
    loads.both.push((await runChild(both)).loadedMs);
  }
  const [floorMs, withMs] = [middle(loads.alone), middle(loads.both)];
  const kb = (statSync(own).size / 1000).toFixed(0);
  const ratio = (withMs / floorMs).toFixed(2);
  print([name, kb, floorMs.toFixed(0), withMs.toFixed(0), ratio, called?.toFixed(0) ?? '–']);
}

function print([name = '', ...numbers]: readonly string[]): void {
  process.stdout.write(`${name.padEnd(26)}${numbers.map((cell) => cell.padStart(14)).join('')}\n`);
}

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfiguration } from '../lib/config/load.ts';
import { catalog } from '../lib/controls/catalog.ts';
import { custom } from '../lib/controls/custom/index.ts';
import { openFolderLocker } from '../lib/locker/folder.ts';
import { openLocker } from '../lib/locker/open.ts';
import { collect } from '../lib/nightly/collect/collect.ts';
import { collectConnection } from '../lib/nightly/collect/connection.ts';
import { executeRun, type RunResult } from '../lib/nightly/run.ts';
import { type RunContext, silent } from '../lib/nightly/run-context.ts';
import { providers } from '../lib/providers/collectors.ts';
import { openKeyFile } from '../lib/seal/key-file.ts';
import { openFileMemory } from '../lib/seal/memory/file-memory.ts';
import { bigCompany } from './big-company.ts';
import { floor } from './floor.ts';
import { peakMb } from './peak.ts';

/** One measurement in a process of its own: `collect-child.ts <kind> <url> <folder>`. Prints its usage as JSON. */
const [kind = '', url = '', folder = ''] = process.argv.slice(2);
const work = await prepare(kind);
const began = performance.now();
const before = process.cpuUsage();
await work();
const { user, system } = process.cpuUsage(before);
process.stdout.write(
  JSON.stringify({
    cpuMs: (user + system) / 1000,
    systemMs: system / 1000,
    wallMs: performance.now() - began,
    peakMb: peakMb(),
  }),
);

async function prepare(what: string): Promise<() => Promise<unknown>> {
  if (what === 'floor') return () => floor(url, join(folder, 'floor.ndjson.gz'));
  if (what === 'collect') {
    const context = await contextFor('collect', '2026-11-21T01:00:00Z');
    return () => collect(context, [], null);
  }
  if (what === 'parted') return parted(await contextFor('parted', '2026-11-21T01:00:00Z'));
  const context = await contextFor(
    'nights',
    what === 'night' ? '2026-11-21T01:00:00Z' : '2026-11-22T01:00:00Z',
  );
  return async () => complete(await executeRun(context));
}

/** In four invocations, as of a function whose time is up three times. */
async function parted(context: RunContext): Promise<() => Promise<void>> {
  const [connection] = context.configuration.connections;
  if (!connection) throw new Error('There is no connection.');
  const work = openLocker(join(folder, 'work'));
  const pages = Number(process.argv[5]) / 500 + 10;
  return async () => {
    let cursor: string | null = null;
    for (let invocation = 1; ; invocation++) {
      let left = invocation < 4 ? pages / 4 : Number.POSITIVE_INFINITY;
      const deadline = { isOver: () => left-- <= 0, signal: new AbortController().signal, end: () => {} };
      const scratch = join(context.scratch, String(invocation));
      await mkdir(scratch);
      cursor = await collectConnection({ ...context, scratch }, connection, [], {
        work,
        deadline,
        cursor,
        note: () => {},
      });
      await rm(scratch, { recursive: true });
      if (cursor === null) break;
    }
    await work.close();
  };
}

/** A run that collected nothing would be quick: the measurement only counts when everything was there. */
function complete({ findings }: RunResult): void {
  if (findings.status !== 'complete') throw new Error(`The run is ${findings.status}.`);
}

async function contextFor(name: string, run: string): Promise<RunContext> {
  const home = join(folder, name);
  await mkdir(home, { recursive: true });
  const file = join(home, 'exhibit.yaml');
  await writeFile(file, bigCompany(url, 'env:GOOGLE_CREDENTIALS'));
  const locker = openFolderLocker(join(home, 'evidence'));
  return {
    configuration: await loadConfiguration(file, { providers, controls: catalog, custom }),
    locker,
    providers: new Map(providers.map((provider) => [provider.id, provider])),
    run,
    now: () => new Date(),
    nominalGiven: true,
    collector: { version: 'bench', commit: null, node: process.version, trigger: 'manual', by: null },
    signer: await openKeyFile(join(home, 'key.pem')),
    memory: openFileMemory(join(home, 'key.pem.head.json')),
    trustedKeys: async () => [],
    timestamps: null,
    secretOf: async () => process.env.GOOGLE_CREDENTIALS ?? null,
    scratch: await locker.scratch(),
    progress: silent,
  };
}

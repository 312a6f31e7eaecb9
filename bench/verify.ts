import { randomFillSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openFolderLocker } from '../lib/locker/folder.ts';
import { runFolder } from '../lib/locker/keys.ts';
import type { Locker } from '../lib/locker/locker.ts';
import { openKeyFile } from '../lib/seal/key-file.ts';
import { keyPath } from '../lib/seal/public-key.ts';
import { sealRun } from '../lib/seal/seal.ts';
import type { Signer } from '../lib/seal/signer.ts';
import { sumRun } from '../lib/seal/sum-run.ts';
import { timed } from './timed.ts';

const rounds = 3;
const filesPerNight = 24;

/** A year of sealed nights, checked by `exhibit verify` and by `sha256sum -c` over the same files, in turn. */
export async function verifyBench(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: { nights: { type: 'string', default: '365' }, megabytes: { type: 'string', default: '1100' } },
  });
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-bench-'));
  try {
    const key = await buildLocker(folder, Number(values.nights), Number(values.megabytes));
    process.stdout.write(
      `Verifying ${values.nights} nights of ${values.megabytes} MB together, against sha256sum -c over the same files:\n`,
    );
    print('what', 'wall s', '× sha256sum', 'peak MB');
    for (let round = 0; round < rounds; round++) await measureOnce(folder, key);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureOnce(folder: string, key: string): Promise<void> {
  const { wall: floor } = await timed('sha256sum', ['--quiet', '-c', 'all.sums'], folder);
  print('sha256sum -c', floor.toFixed(2), '1.00', '');
  const child = fileURLToPath(new URL('./verify-child.ts', import.meta.url));
  const { wall } = await timed(
    process.execPath,
    [...process.execArgv, child, join(folder, 'evidence'), key],
    folder,
  );
  const { peakMb } = JSON.parse(await readFile(join(folder, 'usage.json'), 'utf8')) as { peakMb: number };
  print('verify', wall.toFixed(2), (wall / floor).toFixed(2), peakMb.toFixed(0));
}

/** Gives the file of the public key. */
async function buildLocker(folder: string, nights: number, megabytes: number): Promise<string> {
  const locker = openFolderLocker(join(folder, 'evidence'));
  const signer = await openKeyFile(join(folder, 'key.pem'));
  const bytes = Buffer.alloc(Math.ceil((megabytes * 1e6) / nights / filesPerNight));
  for (let night = 0; night < nights; night++) await buildNight(locker, signer, night, bytes);
  const sums: string[] = [];
  for (const run of await locker.names('runs/'))
    for (const line of (await readFile(join(folder, 'evidence/runs', run, 'SHA256SUMS'), 'utf8')).split('\n'))
      if (line) sums.push(line.replace('  ', `  evidence/runs/${run}/`));
  await writeFile(join(folder, 'all.sums'), `${sums.join('\n')}\n`);
  await locker.close();
  return join(folder, 'evidence', keyPath(signer.keyId));
}

async function buildNight(locker: Locker, signer: Signer, night: number, bytes: Buffer): Promise<void> {
  const at = new Date(Date.UTC(2025, 0, 1 + night, 1));
  const run = `${at.toISOString().slice(0, 19)}Z`;
  for (let file = 0; file < filesPerNight; file++)
    await locker.create(`${runFolder(run)}/google/file-${file}.ndjson`, randomFillSync(bytes));
  await sumRun(locker, run);
  const hash = '0'.repeat(64);
  await sealRun({
    locker,
    signer,
    run,
    now: () => at,
    origin: { locker: 'bench' },
    period: { from: null, to: run },
    nextDueBy: new Date(at.getTime() + 26 * 3_600_000).toISOString(),
    status: 'complete',
    collector: { version: 'bench', commit: null, bundle: null },
    configuration: { sha256: hash },
    catalog: { sha256: hash },
    schedule: { time: '01:00', timezone: 'UTC' },
  });
}

function print(what: string, ...cells: readonly string[]): void {
  process.stdout.write(`${what.padEnd(14)}${cells.map((cell) => cell.padStart(13)).join('')}\n`);
}

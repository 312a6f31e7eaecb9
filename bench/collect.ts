import { mkdtemp, rm } from 'node:fs/promises';
import { getCompileCacheDir } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startBigServer } from './big-server.ts';
import { childAnswer } from './child-answer.ts';

/** What one process used: CPU time of all its threads, from when its code was loaded, and its largest memory. */
export interface Usage {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakMb: number;
}

const sizes = [10_000, 100_000, 1_000_000];
const whole = ['parted', 'night', 'next-night'] as const;

/**
 * Google Workspace of several sizes from a server in a process of its own, without delay. `floor` fetches, hashes,
 * parses, gzips and writes the same pages and does nothing else; `collect` makes evidence of them; `parted` does so in
 * four invocations, each of which goes through what the ones before had; `night` is the
 * whole first run, `next-night` the second, which also compares. A machine is seldom alone, and one pair of short
 * measurements says little: `floor` and `collect` take turns, and of several the one in the middle counts.
 */
export async function collectBench(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], options: { users: { type: 'string' } } });
  const chosen = values.users === undefined ? sizes : values.users.split(',').map(Number);
  process.stdout.write('Collecting, against the least that keeping the same pages takes:\n');
  print(['users', 'what', 'CPU s', '× floor', 'wall s', 'peak MB']);
  for (const users of chosen) await measureSize(users);
}

async function measureSize(users: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-bench-'));
  const server = await startBigServer(users);
  const company = { ...server, users };
  try {
    const floors: Usage[] = [];
    const collects: Usage[] = [];
    for (let round = 0; round < roundsOf(users); round++) {
      floors.push(await measure('floor', company, await mkdtemp(join(folder, 'floor-'))));
      collects.push(await measure('collect', company, await mkdtemp(join(folder, 'collect-'))));
    }
    const floor = middle(floors);
    printUsage(users, 'floor', floor, floor);
    printUsage(users, 'collect', middle(collects), floor);
    for (const kind of whole) printUsage(users, kind, await measure(kind, company, folder), floor);
  } finally {
    server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function roundsOf(users: number): number {
  return users > 100_000 ? 1 : 7;
}

/** The one in the middle by processor time, with the largest memory of all. */
function middle(usages: readonly Usage[]): Usage {
  const inOrder = usages.toSorted((a, b) => a.cpuMs - b.cpuMs);
  const peakMb = Math.max(...usages.map((usage) => usage.peakMb));
  return { ...(inOrder[Math.floor(inOrder.length / 2)] as Usage), peakMb };
}

function printUsage(users: number, what: string, usage: Usage, floor: Usage): void {
  const cells = [usage.cpuMs / 1000, usage.cpuMs / floor.cpuMs, usage.wallMs / 1000];
  print([users.toLocaleString('en'), what, ...cells.map((cell) => cell.toFixed(2)), usage.peakMb.toFixed(0)]);
}

function print(cells: readonly string[]): void {
  const [users = '', what = '', ...numbers] = cells;
  process.stdout.write(
    `${users.padStart(10)}  ${what.padEnd(10)}${numbers.map((cell) => cell.padStart(10)).join('')}\n`,
  );
}

/** Compiled sources are kept between starts, as they are for the command itself. */
function compileCache(): { NODE_COMPILE_CACHE?: string } {
  const kept = getCompileCacheDir();
  return kept === undefined ? {} : { NODE_COMPILE_CACHE: dirname(kept) };
}

async function measure(
  kind: string,
  { key, url, users }: { readonly key: string; readonly url: string; readonly users: number },
  folder: string,
): Promise<Usage> {
  const program = fileURLToPath(new URL('./collect-child.ts', import.meta.url));
  const environment = { ...compileCache(), GOOGLE_CREDENTIALS: key };
  return await childAnswer<Usage>(program, [kind, url, folder, String(users)], environment);
}

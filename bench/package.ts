import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildCompanyYear, nightAt } from './company-year.ts';

const rounds = 3;

/** A year of a company's nights, packaged, and zipped by `zip -r` with nothing made of them, in turn. */
export async function packageBench(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: { nights: { type: 'string', default: '365' }, people: { type: 'string', default: '500' } },
  });
  const hasZip = !spawnSync('zip', ['-v']).error;
  if (!hasZip)
    process.stdout.write('There is no zip here; the floor is `tar -cz`, which deflates the same once.\n');
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-bench-'));
  const nights = Number(values.nights);
  try {
    await buildCompanyYear(folder, { nights, people: Number(values.people) });
    print('what', 'wall s', '× floor', 'peak MB', 'MB out');
    for (let round = 0; round < rounds; round++) await measureOnce(folder, nights, hasZip);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureOnce(folder: string, nights: number, hasZip: boolean): Promise<void> {
  const out = join(folder, hasZip ? 'floor.zip' : 'floor.tgz');
  const floor = hasZip
    ? await timed('zip', ['-q', '-r', out, 'evidence'], folder)
    : await timed('tar', ['-czf', out, 'evidence'], folder);
  print(hasZip ? 'zip -r' : 'tar -cz', floor.toFixed(2), '1.00', '', await megabytes(out));
  await rm(out);
  const child = fileURLToPath(new URL('./package-child.ts', import.meta.url));
  const [from, to] = [nightAt(0).slice(0, 10), nightAt(nights - 1).slice(0, 10)];
  const wall = await timed(process.execPath, [...process.execArgv, child, folder, from, to], folder);
  const { peakMb } = JSON.parse(await readFile(join(folder, 'usage.json'), 'utf8')) as { peakMb: number };
  const made = join(folder, 'package.zip');
  print('package', wall.toFixed(2), (wall / floor).toFixed(2), peakMb.toFixed(0), await megabytes(made));
  await rm(made);
}

async function megabytes(path: string): Promise<string> {
  return ((await stat(path)).size / 1e6).toFixed(0);
}

async function timed(command: string, words: readonly string[], cwd: string): Promise<number> {
  const began = performance.now();
  const child = spawn(command, [...words], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${command} ended with status ${code}.`);
  return (performance.now() - began) / 1000;
}

function print(what: string, ...cells: readonly string[]): void {
  process.stdout.write(`${what.padEnd(14)}${cells.map((cell) => cell.padStart(13)).join('')}\n`);
}

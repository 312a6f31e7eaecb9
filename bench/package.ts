import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureCompanyYear, nightAt } from './company-year.ts';
import { type Timed, timed } from './timed.ts';
import { unpackZip } from './unpack-zip.ts';

const rounds = 3;
const evidence = 'evidence';
const unpacked = 'unpacked';
const made = 'package.zip';

interface Floors {
  readonly evidence: Timed;
  readonly files: Timed;
}

/**
 * A company's nights, packaged and zipped in turn. "`zip -r` over the same files" can be read in two ways, so that there
 * are two floors: the evidence folder, from which the package is made, and all files that the package holds.
 */
export async function packageBench(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      nights: { type: 'string', default: '365' },
      people: { type: 'string', default: '500' },
      rounds: { type: 'string', default: String(rounds) },
      folder: { type: 'string' },
    },
  });
  const [nights, people] = [Number(values.nights), Number(values.people)];
  const folder =
    values.folder === undefined ? await mkdtemp(join(tmpdir(), 'exhibit-bench-')) : resolve(values.folder);
  try {
    await ensureCompanyYear(folder, { nights, people });
    await measure(folder, nights, Number(values.rounds));
  } finally {
    for (const name of [unpacked, made, 'floor.zip', 'usage.json'])
      await rm(join(folder, name), { recursive: true, force: true });
    if (values.folder === undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string, nights: number, times: number): Promise<void> {
  // The first one is not measured: it is unpacked, and leaves the evidence in the system's cache for everybody.
  await packageOnce(folder, nights);
  await unpackZip(join(folder, made), join(folder, unpacked));
  process.stdout.write(
    `Packaging ${nights} nights, against \`zip -r\` of the evidence folder and \`zip -r\` of the files that the package holds:\n`,
  );
  print('', 'wall s', 'CPU s', '× evidence', '× files', 'CPU × ev.', 'CPU × files', 'peak MB', 'MB out');
  for (let round = 0; round < times; round++) await measureOnce(folder, nights);
}

async function measureOnce(folder: string, nights: number): Promise<void> {
  const floors: Floors = {
    evidence: await floorOf('zip -r evidence', folder, evidence),
    files: await floorOf('zip -r its files', folder, unpacked),
  };
  const took = await packageOnce(folder, nights);
  const { peakMb } = JSON.parse(await readFile(join(folder, 'usage.json'), 'utf8')) as { peakMb: number };
  printTimed('package', took, [
    times(took.wall, floors.evidence.wall),
    times(took.wall, floors.files.wall),
    times(took.cpu, floors.evidence.cpu),
    times(took.cpu, floors.files.cpu),
    peakMb.toFixed(0),
    await megabytes(join(folder, made)),
  ]);
}

/** `zip -r` where there is one; else `tar -cz`, which deflates the same once. */
async function floorOf(name: string, folder: string, what: string): Promise<Timed> {
  const out = join(folder, 'floor.zip');
  const hasZip = !spawnSync('zip', ['-v']).error;
  const took = hasZip
    ? await timed('zip', ['-q', '-r', out, what], folder)
    : await timed('tar', ['-czf', out, what], folder);
  printTimed(hasZip ? name : name.replace('zip -r', 'tar -cz'), took, [
    '',
    '',
    '',
    '',
    '',
    await megabytes(out),
  ]);
  await rm(out);
  return took;
}

async function packageOnce(folder: string, nights: number): Promise<Timed> {
  const child = fileURLToPath(new URL('./package-child.ts', import.meta.url));
  const [from, to] = [nightAt(0).slice(0, 10), nightAt(nights - 1).slice(0, 10)];
  return await timed(process.execPath, [...process.execArgv, child, folder, from, to], folder);
}

async function megabytes(path: string): Promise<string> {
  return ((await stat(path)).size / 1e6).toFixed(0);
}

function times(one: number, other: number): string {
  return (one / other).toFixed(2);
}

function printTimed(what: string, { wall, cpu }: Timed, cells: readonly string[]): void {
  print(what, wall.toFixed(2), cpu.toFixed(2), ...cells);
}

function print(what: string, ...cells: readonly string[]): void {
  process.stdout.write(`${what.padEnd(17)}${cells.map((cell) => cell.padStart(12)).join('')}\n`);
}

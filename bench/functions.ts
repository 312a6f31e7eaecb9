import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buildFunctions, functionNames } from '../scripts/build-functions.ts';

/**
 * For each function: the size of its code, as it is and compressed, and how long a new process takes to load it, with its
 * source map as on AWS; of several processes, the one in the middle. By the clock and in processor time, which depends
 * less on what else the machine does.
 */
export async function functionsBench(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], options: { times: { type: 'string', default: '5' } } });
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-bench-'));
  try {
    await buildFunctions(folder);
    print('function', 'KB', 'gzip KB', 'load ms', 'processor ms', 'memory MB');
    for (const name of functionNames()) measure(name, join(folder, name, 'index.mjs'), Number(values.times));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function measure(name: string, file: string, times: number): void {
  const code = readFileSync(file);
  const loads = Array.from({ length: times }, () => load(file));
  const figures = [
    code.length / 1000,
    gzipSync(code).length / 1000,
    middle(loads.map(({ wallMs }) => wallMs)),
    middle(loads.map(({ processorMs }) => processorMs)),
    middle(loads.map(({ memoryMb }) => memoryMb)),
  ];
  print(name, ...figures.map((figure) => figure.toFixed(0)));
}

interface Load {
  readonly wallMs: number;
  readonly processorMs: number;
  /** Of the whole process, once it is loaded. */
  readonly memoryMb: number;
}

function load(file: string): Load {
  const flags = ['--enable-source-maps', '--input-type=module', '-e', child];
  return JSON.parse(execFileSync(process.execPath, [...flags, file], { encoding: 'utf8' })) as Load;
}

const child = `
  const [before, began] = [process.cpuUsage(), performance.now()];
  await import(process.argv[1]);
  const wallMs = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  const memoryMb = process.memoryUsage.rss() / 1e6;
  process.stdout.write(JSON.stringify({ wallMs, processorMs: (user + system) / 1000, memoryMb }));`;

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function print(name: string, ...cells: readonly string[]): void {
  process.stdout.write(`${name.padEnd(26)}${cells.map((cell) => cell.padStart(14)).join('')}\n`);
}

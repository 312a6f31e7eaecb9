import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { childAnswer } from './child-answer.ts';
import { timed } from './timed.ts';

const program = {
  nights: fileURLToPath(new URL('./again-nights.ts', import.meta.url)),
  verify: fileURLToPath(new URL('./verify-child.ts', import.meta.url)),
};

const ways: readonly (readonly string[])[] = [[], ['--rebuild'], ['--rejudge'], ['--rebuild', '--rejudge']];

/**
 * Packages of several lengths that `exhibit verify` checks, makes again and judges again. The nights are real ones, of a
 * Google Workspace on this machine: what was made up has no answers that it could be read from again.
 */
export async function againBench(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      nights: { type: 'string', default: '30,90' },
      people: { type: 'string', default: '500' },
    },
  });
  print('nights', 'people', 'verify', 'wall s', 'CPU s', 'peak MB', 's a night');
  for (const nights of values.nights.split(',').map(Number)) await measure(nights, Number(values.people));
}

async function measure(nights: number, people: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-bench-'));
  try {
    await childAnswer(program.nights, [folder, String(nights), String(people)]);
    for (const flags of ways) {
      const words = [program.verify, join(folder, 'package.zip'), join(folder, 'public.pem'), ...flags];
      const { cpu, wall } = await timed(process.execPath, [...process.execArgv, ...words], folder);
      const { peakMb } = JSON.parse(await readFile(join(folder, 'usage.json'), 'utf8')) as { peakMb: number };
      const figures = [wall.toFixed(1), cpu.toFixed(1), peakMb.toFixed(0), (wall / nights).toFixed(3)];
      print(String(nights), String(people), flags.join(' ') || '(alone)', ...figures);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function print(...cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell, at) => cell.padStart(at === 2 ? 22 : 9)).join('')}\n`);
}

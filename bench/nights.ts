import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BigGoogle, startBigGoogle } from '../demo/stand-ins/big-google.ts';
import { bigCompany } from './big-company.ts';
import { childAnswer } from './child-answer.ts';
import { nightAt } from './company-year.ts';
import { type Timed, timed } from './timed.ts';

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const [program, builder] = [pathOf('../dist/cli/exhibit.mjs'), pathOf('./again-nights.ts')];

/** The next night and the commands of every day after few nights and after many: what grows with a locker's age. */
export async function nightsBench(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      nights: { type: 'string', default: '30,365,1095' },
      people: { type: 'string', default: '60' },
    },
  });
  if (!existsSync(program)) throw new Error(`${program} is not there: npm run build`);
  print('nights', 'people', 'what', 'wall s', 'CPU s', 'peak MB');
  for (const nights of values.nights.split(',').map(Number)) await measure(nights, Number(values.people));
}

async function measure(nights: number, people: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-bench-'));
  const at = (night: number) => new Date(nightAt(night));
  let now = at(0);
  const google = await startBigGoogle({ users: people, now: () => now });
  try {
    await childAnswer(builder, [folder, String(nights), String(people), 'unpacked']);
    for (const night of [0, 1, 2]) {
      now = at(night);
      show(nights, people, 'run', await run(folder, google, nightAt(night)));
    }
    for (const command of ['status', 'drift', 'verify'])
      show(nights, people, command, await exhibit(folder, command, command === 'verify' ? ['evidence'] : []));
  } finally {
    await google.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(folder: string, google: BigGoogle, night: string): Promise<Timed> {
  const text = bigCompany(google.url, 'env:GOOGLE_CREDENTIALS');
  await writeFile(join(folder, 'exhibit.yaml'), `${text}signing:\n  key: file:./key.pem\n`);
  process.env.GOOGLE_CREDENTIALS = google.serviceAccountKey();
  return await exhibit(folder, 'run', ['--at', night]);
}

/** 1 says that a control fails, as some do in a company that was made up. */
async function exhibit(folder: string, command: string, words: readonly string[]): Promise<Timed> {
  process.env.INIT_CWD = folder;
  return await timed(
    process.execPath,
    [...process.execArgv, program, '-q', command, ...words],
    folder,
    [0, 1],
  );
}

function show(nights: number, people: number, what: string, { cpu, peakMb, wall }: Timed): void {
  print(String(nights), String(people), what, wall.toFixed(2), cpu.toFixed(2), peakMb?.toFixed(0) ?? '');
}

function print(...cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell) => cell.padStart(9)).join('')}\n`);
}

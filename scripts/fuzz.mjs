import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// Runs every property test with fresh seeds until the time is over, and stops at the first counterexample.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' }, times: { type: 'string' } },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const minutes = Number(values.minutes);
const times = Number(values.times ?? 10);
if (!(minutes > 0 && times >= 1)) fail('--minutes and --times are numbers, such as --minutes 5 --times 10.');
const ends = performance.now() + minutes * 60_000;
const files = globSync('test/**/*.test.ts', { cwd: root }).filter(isProperty).filter(isAsked);
if (files.length === 0) fail(`No property test has ${positionals.join(' or ')} in its path.`);

for (let rounds = 1; ; rounds++) {
  const seed = values.seed ?? String(randomInt(2 ** 31));
  round(seed);
  say(`Seed ${seed}: nothing found (${files.length} files, ${times} times the usual runs; round ${rounds}).`);
  if (values.seed !== undefined || performance.now() >= ends) break;
}

function isProperty(file) {
  return readFileSync(new URL(file, new URL('../', import.meta.url)), 'utf8').includes("/properties.ts'");
}

function isAsked(file) {
  return positionals.length === 0 || positionals.some((part) => file.includes(part));
}

function round(seed) {
  const words = [
    '--experimental-vm-modules',
    '--no-warnings=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
  ];
  const done = spawnSync(process.execPath, [...words, '--runTestsByPath', ...files], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, EXHIBIT_SEED: seed, EXHIBIT_RUNS: String(times) },
    maxBuffer: 1 << 28,
  });
  if (done.status === 0) return;
  say(`${done.stdout}${done.stderr}`);
  const again = `npm run fuzz -- --seed ${seed} --times ${times}`;
  fail(
    `Seed ${seed} found something (above). Again: ${again}. Make a test of its own of the counterexample.`,
  );
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

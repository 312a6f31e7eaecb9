import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { copyOf } from './mutation/copy.ts';
import { type Mutant, mutantsOf, sampleOf } from './mutation/mutants.ts';
import { importersIn, testsThatReach } from './mutation/reach.ts';
import { runTests } from './mutation/suite.ts';

// Breaks the code that verdicts and seals rest on in one small place at a time, and sees whether a test notices.
// `npm run mutate -- --size 600 --seed 1 --tests 8 [PART OF A PATH…]`. What was tried is kept, and not tried
// again, but for survivors with `--again`, which is for more tests, for slow ones (`--slow`), or for one that is
// named (`--with test/controls/documented.test.ts`). `--report` tries none, and says what is known.
const rooms = ['judging', 'providers/*/controls', 'controls', 'drift', 'seal', 'runs'];
/** So long that nothing but a loop without an end reaches it, on a busy machine as well. */
const longestMs = (tests: number) => 60_000 + tests * 30_000;
/** A file of tests that takes longer is left out, but with `--slow`: others notice nearly all that it would. */
const longestTestMs = 15_000;
/** Of one that was not run yet. */
const usualTestMs = 2_000;
const endless = 'a loop without an end';

/** Tests that start programs or browsers, compile, or go through every question of a provider: only with `--slow`. */
const slow = /^test\/(end-to-end|fleet|functions|install|report|stack|demo|providers\/conformance)\//;

interface Tried {
  readonly id: string;
  readonly killedBy: string | null;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    size: { type: 'string', default: '600' },
    tests: { type: 'string', default: '8' },
    with: { type: 'string', multiple: true, default: [] },
    again: { type: 'boolean', default: false },
    slow: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
  },
});
const kept = join(root, 'node_modules', '.cache', 'exhibit-mutants', `${values.seed}.ndjson`);
mkdirSync(dirname(kept), { recursive: true });

const all = globSync(
  rooms.map((room) => `lib/${room}/**/*.ts`),
  { cwd: root },
)
  .sort()
  .flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8')));
const sample = sampleOf(all, values.seed, Number(values.size)).filter(
  ({ file }) => positionals.length === 0 || positionals.some((part) => file.includes(part)),
);
const tried = new Map(readTried().map((one) => [one.id, one]));
const left = sample.filter(({ id }) => {
  const before = tried.get(id);
  return before === undefined || (values.again && before.killedBy === null);
});
say(`${all.length} mutants, ${sample.length} in the sample, ${left.length} to be tried.`);
if (left.length > 0 && !values.report) await tryAll(left);
report();

async function tryAll(mutants: readonly Mutant[]): Promise<void> {
  const copy = copyOf(root);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
  process.on('exit', copy.remove);
  const sources = copy.files.filter((file) => /^(lib|demo|test|bin|scripts)\/.*\.ts$/.test(file));
  const importers = importersIn(copy.folder, sources);
  const known: Known = { sound: new Map(), took: new Map() };
  for (const [at, mutant] of mutants.entries()) {
    const reaching = testsThatReach(mutant.file, importers).filter((test) => values.slow || !slow.test(test));
    const tests = [...new Set([...values.with, ...reaching.slice(0, Number(values.tests))])];
    const killedBy = await tryOne(copy.folder, mutant, tests, known);
    tried.set(mutant.id, { id: mutant.id, killedBy });
    appendFileSync(kept, `${JSON.stringify({ id: mutant.id, killedBy })}\n`);
    say(
      `${at + 1}/${mutants.length} ${killedBy === null ? `SURVIVED ${wordsOf(mutant)}` : `killed by ${killedBy}`}`,
    );
  }
}

/** What was found out of files of tests while they ran. */
interface Known {
  /** Whether one passes while nothing is broken. */
  readonly sound: Map<string, boolean>;
  /** Milliseconds. */
  readonly took: Map<string, number>;
}

/** The test that noticed, or null. The quickest first, since most notice. */
async function tryOne(
  folder: string,
  mutant: Mutant,
  tests: readonly string[],
  known: Known,
): Promise<string | null> {
  const { sound, took } = known;
  const msOf = (test: string): number => took.get(test) ?? usualTestMs;
  const able = tests
    .filter((test) => sound.get(test) !== false && (values.slow || msOf(test) <= longestTestMs))
    .toSorted((one, other) => msOf(one) - msOf(other));
  if (able.length === 0) return null;
  const noticed = await noticedBy(folder, mutant, able, took);
  if (noticed === null) return null;
  if (noticed === endless ? await endsUsually(folder, able, sound) : await isSound(folder, noticed, sound))
    return noticed;
  return await tryOne(folder, mutant, tests, known);
}

/** The first of these tests that fails while the mutant is there. */
async function noticedBy(
  folder: string,
  { file, text }: Mutant,
  tests: readonly string[],
  took: Map<string, number>,
): Promise<string | null> {
  const whole = readFileSync(join(folder, file), 'utf8');
  writeFileSync(join(folder, file), text);
  try {
    const outcomes = await runTests(folder, tests, { bail: true, longestMs: longestMs(tests.length) });
    if (outcomes === null) return endless;
    for (const { ms, passed, test } of outcomes) if (passed) took.set(test, ms);
    return outcomes.find(({ passed }) => !passed)?.test ?? null;
  } finally {
    writeFileSync(join(folder, file), whole);
  }
}

/** Whether a test passes while nothing is broken: else it says nothing. Found out once, when it first fails. */
async function isSound(folder: string, test: string, sound: Map<string, boolean>): Promise<boolean> {
  if (!sound.has(test)) {
    const outcomes = await runTests(folder, [test], { bail: false, longestMs: longestMs(1) });
    sound.set(test, outcomes?.every(({ passed }) => passed) === true);
  }
  return sound.get(test) === true;
}

/** Whether these tests end while nothing is broken. On a machine that is too busy for them, they say nothing. */
async function endsUsually(
  folder: string,
  tests: readonly string[],
  sound: Map<string, boolean>,
): Promise<boolean> {
  const outcomes = await runTests(folder, tests, { bail: false, longestMs: longestMs(tests.length) });
  if (outcomes === null) for (const test of tests) sound.set(test, false);
  return outcomes !== null;
}

function readTried(): Tried[] {
  if (!existsSync(kept)) return [];
  return readFileSync(kept, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Tried);
}

function report(): void {
  const done = sample.flatMap((mutant) => {
    const one = tried.get(mutant.id);
    return one === undefined ? [] : [{ mutant, killed: one.killedBy !== null }];
  });
  const survivors = done.filter(({ killed }) => !killed);
  for (const { mutant } of survivors) say(wordsOf(mutant));
  const killed = done.length - survivors.length;
  say(`${killed} of ${done.length} killed, ${((100 * killed) / Math.max(done.length, 1)).toFixed(1)} %.`);
  process.exitCode = killed >= 0.9 * done.length ? 0 : 1;
}

function wordsOf({ id, file, line, before, after }: Mutant): string {
  return `${id} ${file}:${line} ${before.replaceAll(/\s+/g, ' ')} → ${after.replaceAll(/\s+/g, ' ')}`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/**
 * Runs the tests under shifted clocks, which `libfaketime` makes, for child processes and our own servers as well:
 * `npm run test:dates`, with `--date NAME` under one of them, with `--of-the-day` under the one whose turn it is and
 * without those that take long and that no clock reaches (with `--part-of N` one of N parts of them, in turn); what follows
 * `--` goes to Jest. Installs nothing. Where `libfaketime` is missing it says so, and ends with status 1; with
 * `--if-possible` with 0.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dateOfTheDay, partOfTheDay, shiftedDates } from './shifted-dates.mjs';

/** Tests with programs that keep their own time. */
const leftOut = [
  {
    path: 'test/locker/s3\\.test\\.ts',
    reason:
      'versitygw is written in Go, which asks the kernel for the time, and refuses what is signed at another',
  },
];

/** Tests that take half of the time, and that the day does not reach. `npm run test:dates` runs them all the same. */
const sameOnAnyDay = [
  {
    path: 'test/providers/conformance/',
    reason: 'their nights, and the servers that are asked, are given a clock',
  },
  {
    path: 'test/providers/github/collect/described',
    reason: "GitHub's description of its answers has no date",
  },
  {
    path: 'test/install/',
    reason: 'what is built and packed is the same on any day',
  },
  { path: 'test/functions/bundles', reason: 'what is bundled is the same on any day' },
  {
    path: 'test/(controls|drift|evidence|judging|text)/',
    reason: 'what judges is given its time, and can read no clock',
  },
  { path: 'test/http/multi-pattern-search', reason: 'a text is searched the same on any day' },
  {
    path: 'test/stack/(?!whole-night)',
    reason:
      'the template is made of what it is given, the year included, and machines are run by a clock of their own',
  },
  {
    path: 'test/providers/(independent|read-again-broken)',
    reason: 'their nights are those of other tests, and who answers is given the time',
  },
  { path: 'test/(renamings|mutants)', reason: 'sources are read and compiled the same on any day' },
  { path: 'test/report/(large|reader|views)', reason: 'the browser keeps its own time' },
];

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    date: { type: 'string' },
    'of-the-day': { type: 'boolean', default: false },
    'if-possible': { type: 'boolean', default: false },
    'part-of': { type: 'string' },
  },
});

const library = globSync('/usr/{lib,lib64,local/lib}{,/*}/faketime/libfaketimeMT.so.1')[0];
if (library === undefined)
  end(whereMissing(), 'no shifted clock: libfaketime is missing (apt-get install libfaketime)');
removeLeftSemaphores();
const parts = values['part-of'];
const shard = parts === undefined ? [] : [`--shard=${partOfTheDay(new Date(), Number(parts))}/${parts}`];
const failed = asked().filter((date) => !isGreenOn(date));
if (failed.length > 0) end(1, `not green ${failed.map(({ what }) => what).join(', nor ')}`);

/**
 * Every process under a shifted clock that is not told of a semaphore makes one of its own, named by its process id, and one that
 * is killed leaves it. Whoever gets that id later cannot make its own, and may end at once for it.
 */
function removeLeftSemaphores() {
  for (const path of globSync('/dev/shm/*faketime_{sem,shm}_*'))
    if (!existsSync(`/proc/${path.split('_').at(-1)}`)) removeOwn(path);
}

/** Another user's is theirs to remove, and hinders whoever gets its number no more than before. */
function removeOwn(path) {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes(error.code)) throw error;
  }
}

function whereMissing() {
  return values['if-possible'] ? 0 : 1;
}

function asked() {
  const now = new Date();
  if (values['of-the-day']) return [dateOfTheDay(now)];
  const dates = shiftedDates(now);
  if (values.date === undefined) return dates;
  const found = dates.filter(({ name }) => name === values.date);
  if (found.length === 0) end(1, `--date is one of ${dates.map(({ name }) => name).join(', ')}`);
  return found;
}

/** The offset is reckoned anew for each, so that the clock starts where the name says however long the others took. */
function isGreenOn({ what, starts }) {
  const env = clockOf(starts);
  const shown = spawnSync(process.execPath, ['-p', 'Date.now()'], { encoding: 'utf8', env });
  if (!(Math.abs(Number(shown.stdout) - starts.getTime()) < 60_000))
    end(
      1,
      `libfaketime does not shift the clock of Node here (${shown.stderr.trim() || shown.stdout.trim()})`,
    );
  say(`tests ${what}: from ${starts.toISOString()} on, in Amsterdam`);
  const without = values['of-the-day'] ? [...leftOut, ...sameOnAnyDay] : leftOut;
  for (const { path, reason } of without) say(`left out: ${path.replaceAll('\\', '')}, since ${reason}`);
  return test(without, env) === 0;
}

/** The status of Jest without these tests. What is ignored by default is named again: Jest forgets it where it is given more. */
function test(without, env) {
  const words = [
    '--experimental-vm-modules',
    '--no-warnings=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
  ];
  const usual = ['/node_modules/', 'test/deployment/'];
  const ignored = [...usual, ...without.map(({ path }) => path)].flatMap((path) => [
    '--testPathIgnorePatterns',
    path,
  ]);
  return spawnSync(process.execPath, [...words, ...positionals, ...shard, ...ignored], {
    cwd: root,
    stdio: 'inherit',
    env,
  }).status;
}

/** The clock goes on from its start. Time that only measures how long something takes is left as it is. */
function clockOf(starts) {
  const seconds = Math.round((starts.getTime() - Date.now()) / 1000);
  return {
    ...process.env,
    LD_PRELOAD: library,
    FAKETIME: `+${seconds}`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    TZ: 'Europe/Amsterdam',
  };
}

function say(text) {
  process.stdout.write(`test:dates: ${text}\n`);
}

function end(status, text) {
  process.stderr.write(`test:dates: ${text}\n`);
  process.exit(status);
}

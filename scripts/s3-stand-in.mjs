/**
 * Makes sure that there is an S3 server to test against, and prints the path of its program: `versitygw`, a strict S3
 * over a folder, which this project did not write. Built once with Go, into a folder that `npm ci` clears. Ends with
 * status 1 and one line on standard error where that cannot be done.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = 'v1.8.0';
const longestMs = 9 * 60_000;
/** After a failure nobody tries again for so long: several test files ask one after another. */
const forgetFailureMs = 15 * 60_000;

const cache = join(fileURLToPath(import.meta.url), '..', '..', 'node_modules', '.cache', 'exhibit');
const program = join(cache, `versitygw-${version}`);
const building = `${program}.building`;
const failure = `${program}.failed`;

function isYoung(path, ms) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs < ms;
}

/** Whether this process is the one to build it; of several, one does and the others wait. */
function mayBuild() {
  if (!isYoung(building, longestMs)) rmSync(building, { recursive: true, force: true });
  try {
    mkdirSync(building);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function build() {
  const made = spawnSync('go', ['install', `github.com/versity/versitygw/cmd/versitygw@${version}`], {
    env: { ...process.env, GOBIN: building },
    encoding: 'utf8',
    timeout: longestMs,
  });
  if (made.status === 0) renameSync(join(building, 'versitygw'), program);
  else writeFileSync(failure, made.error?.message ?? made.stderr.trim().split('\n').at(-1) ?? '');
  rmSync(building, { recursive: true, force: true });
}

function fail(reason) {
  process.stderr.write(`No S3 server to test against: ${reason}\n`);
  process.exit(1);
}

mkdirSync(cache, { recursive: true });
while (!existsSync(program)) {
  if (isYoung(failure, forgetFailureMs)) fail(`versitygw ${version} could not be built (see ${failure}).`);
  if (spawnSync('go', ['version']).status !== 0) fail('there is no Go here to build versitygw with.');
  if (mayBuild()) build();
  else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
}
process.stdout.write(`${program}\n`);

/**
 * Makes sure that there is an S3 server to test against, and prints the path of its program: `versitygw`, a strict S3
 * over a folder, which this project did not write. Built once with Go, into a folder that `npm ci` clears. Ends with
 * status 1 and one line on standard error where that cannot be done.
 */
import { spawnSync } from 'node:child_process';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from './once.mjs';

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

function build() {
  if (isYoung(failure, forgetFailureMs)) throw new Error(`it could not be built (see ${failure}).`);
  if (spawnSync('go', ['version']).status !== 0) throw new Error('there is no Go here to build it with.');
  rmSync(building, { recursive: true, force: true });
  const made = spawnSync('go', ['install', `github.com/versity/versitygw/cmd/versitygw@${version}`], {
    env: { ...process.env, GOBIN: building },
    encoding: 'utf8',
    timeout: longestMs,
  });
  if (made.status === 0) renameSync(join(building, 'versitygw'), program);
  rmSync(building, { recursive: true, force: true });
  if (made.status === 0) return;
  const reason = made.error?.message ?? made.stderr.trim().split('\n').at(-1) ?? '';
  writeFileSync(failure, reason);
  throw new Error(`it could not be built: ${reason}`);
}

try {
  once(program, longestMs, build);
  process.stdout.write(`${program}\n`);
} catch (error) {
  process.stderr.write(`No S3 server to test against, versitygw ${version}: ${error.message}\n`);
  process.exitCode = 1;
}

/**
 * Makes sure that there is GitHub's own description of its REST API (OpenAPI), and prints the path of the file. It is
 * taken from the package that GitHub publishes it in, of which this one file is wanted and 390 MB are not; fetched once,
 * into a folder that `npm ci` clears. Ends with status 1 and one line on standard error where that cannot be done.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '23.0.2';
const wanted = 'package/generated/api.github.com.json';
const longestMs = 5 * 60_000;

const cache = join(fileURLToPath(import.meta.url), '..', '..', 'node_modules', '.cache', 'exhibit');
const description = join(cache, `api.github.com-${version}.json`);

function fetchInto(folder) {
  run(
    folder,
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    'pack',
    '--silent',
    `@octokit/openapi@${version}`,
  );
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error('npm packed nothing');
  run(folder, 'tar', '-xzf', archive, wanted);
  // Whoever else fetched it meanwhile has the same file.
  renameSync(join(folder, wanted), description);
}

function run(cwd, command, ...args) {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: longestMs });
  if (done.status !== 0)
    throw new Error(done.error?.message ?? done.stderr.trim().split('\n').at(-1) ?? `${command} failed`);
}

if (!existsSync(description)) {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'fetching-'));
  try {
    fetchInto(folder);
  } catch (error) {
    process.stderr.write(`No description of GitHub's API to test against: ${error.message}\n`);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
if (process.exitCode !== 1) process.stdout.write(`${description}\n`);

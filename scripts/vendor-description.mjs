/**
 * Makes sure that there is a vendor's own description of its API, and prints where it is: GitHub's OpenAPI (a file), the
 * types of Cloudflare's library and of 1Password's for `op` (a folder each). It is taken from the package that the vendor publishes it in, of which a few
 * files are wanted and up to 390 MB are not; fetched once, into a folder that `npm ci` clears. Without a name it fetches
 * all. Ends with status 1 and one line on standard error where that cannot be done.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const descriptions = {
  github: {
    package: '@octokit/openapi@23.0.2',
    path: 'api.github.com-23.0.2.json',
    wanted: ['package/generated/api.github.com.json'],
    moved: 'package/generated/api.github.com.json',
  },
  cloudflare: {
    package: 'cloudflare@7.3.0',
    path: 'cloudflare-types-7.3.0',
    wanted: [
      'package/LICENSE',
      'package/package.json',
      'package/resources/accounts/accounts.d.ts',
      'package/resources/accounts/tokens/tokens.d.ts',
      'package/resources/shared.d.ts',
      'package/resources/user/tokens/tokens.d.ts',
    ],
    moved: 'package',
  },
  op: {
    package: '@1password/op-js@0.1.13',
    path: 'op-types-0.1.13',
    wanted: [
      'package/LICENSE',
      'package/package.json',
      'package/dist/src/cli.d.ts',
      'package/dist/src/index.d.ts',
    ],
    moved: 'package',
  },
};
const longestMs = 5 * 60_000;

const cache = join(fileURLToPath(import.meta.url), '..', '..', 'node_modules', '.cache', 'exhibit');

function fetchInto(folder, { package: name, wanted, moved }, path) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  run(folder, npm, 'pack', '--silent', name);
  const archive = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (archive === undefined) throw new Error('npm packed nothing');
  run(folder, 'tar', '-xzf', archive, ...wanted);
  // Whoever else fetched it meanwhile has the same.
  if (!existsSync(path)) renameSync(join(folder, moved), path);
}

function run(cwd, command, ...args) {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: longestMs });
  if (done.status !== 0)
    throw new Error(done.error?.message ?? done.stderr.trim().split('\n').at(-1) ?? `${command} failed`);
}

for (const id of process.argv[2] ? [process.argv[2]] : Object.keys(descriptions)) {
  const path = join(cache, descriptions[id].path);
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'fetching-'));
  try {
    if (!existsSync(path)) fetchInto(folder, descriptions[id], path);
    process.stdout.write(`${path}\n`);
  } catch (error) {
    process.stderr.write(`No description of ${id}'s API to test against: ${error.message}\n`);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

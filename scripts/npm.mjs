import { spawnSync } from 'node:child_process';

/** Runs npm, the same as called us if one did; what it prints goes to standard error. Returns its status. */
export function npm(words, { cwd, environment = process.env }) {
  const called = environment.npm_execpath;
  const quiet = ['--loglevel=error', '--no-audit', '--no-fund', '--no-update-notifier'];
  const options = { cwd, env: environment, stdio: ['ignore', 2, 2] };
  const done = called?.endsWith('.js')
    ? spawnSync(process.execPath, [called, ...words, ...quiet], options)
    : spawnSync('npm', [...words, ...quiet], { ...options, shell: process.platform === 'win32' });
  return done.status ?? 1;
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');

/** Flags of the process that has the last word, as it ends. */
function flagsOf(words: readonly string[], options = ''): string {
  const tell = "data:text/javascript,process.on('exit',()=>process.stderr.write('flags:'+process.execArgv))";
  const { stderr } = spawnSync(process.execPath, [join(root, 'bin/installed.mjs'), ...words], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NODE_OPTIONS: `--import "${tell}" ${options}` },
  });
  return stderr.split('flags:')[1] ?? stderr;
}

test('a night is given bounds of memory, and nothing else is', () => {
  const bounds = '--min-semi-space-size=16,--max-semi-space-size=16,--max-old-space-size=1920';
  expect(flagsOf(['run', '--help'])).toBe(bounds);
  expect(flagsOf(['--quiet', 'run', '--help'])).toBe(bounds);
  expect(flagsOf(['status', '--help'])).toBe('');
  expect(flagsOf(['help', 'run'])).toBe('');
});

test('what was asked of Node otherwise is left alone', () => {
  expect(flagsOf(['run', '--help'], '--max-old-space-size=4096')).toBe('');
});

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { root } from '../../scripts/bundling.ts';
import { node } from '../end-to-end/call.ts';
import { temporaryFolder } from '../locker/folders.ts';

/** Writes when it begins and ends, and between the two it is busy for as long as others may need to meddle. */
const npm = `
const { appendFileSync, mkdirSync, writeFileSync, cpSync } = require('node:fs');
const { join } = require('node:path');
const [command, ...words] = process.argv.slice(2);
if (command === 'ci' || command === 'pack') appendFileSync(process.env.NPM_LOG, command + ' begins\\n');
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700);
if (command === 'ci') {
  mkdirSync('node_modules', { recursive: true });
  cpSync('package-lock.json', join('node_modules', '.package-lock.json'));
}
if (command === 'pack') writeFileSync(join(words[words.indexOf('--pack-destination') + 1], 'one.tgz'), '');
if (command === 'ci' || command === 'pack') appendFileSync(process.env.NPM_LOG, command + ' ends\\n');
`;

interface Done {
  readonly status: number | null;
  readonly output: string;
}

/** Starts programs at the same moment, with an npm that only says when it was called. */
async function startedAtOnce(folder: string, calls: readonly (readonly string[])[]) {
  const called = join(folder, 'npm.js');
  const log = join(folder, 'log');
  writeFileSync(called, npm);
  writeFileSync(log, '');
  const env = { ...process.env, npm_execpath: called, NPM_LOG: log };
  const done = await Promise.all(calls.map((words) => ended(words, env)));
  return { done, log: readFileSync(log, 'utf8').split('\n').slice(0, -1) };
}

function ended(words: readonly string[], env: NodeJS.ProcessEnv): Promise<Done> {
  const child = spawn(node, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      output += part;
    });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, output })));
}

/** A clone whose packages are not those of its lock file. */
async function staleClone(): Promise<string> {
  const clone = join(await temporaryFolder(), 'clone');
  mkdirSync(join(clone, 'node_modules'), { recursive: true });
  for (const name of ['ready', 'once', 'npm', 'project-node', 'tool'])
    cpSync(join(root, 'scripts', `${name}.mjs`), join(clone, 'scripts', `${name}.mjs`));
  const packages = (integrity: string) => JSON.stringify({ packages: { 'node_modules/one': { integrity } } });
  writeFileSync(join(clone, 'package-lock.json'), packages('new'));
  writeFileSync(join(clone, 'node_modules', '.package-lock.json'), packages('old'));
  return clone;
}

describe('Several starts at the same moment', () => {
  test('install once in a clone that is not ready, and all go on', async () => {
    const clone = await staleClone();
    const ready = [join(clone, 'scripts', 'ready.mjs')];
    const { done, log } = await startedAtOnce(clone, [ready, ready, ready]);
    expect(done.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(log).toEqual(['ci begins', 'ci ends']);
  });

  test('pack one after another, as each builds anew what it packs', async () => {
    const folder = await temporaryFolder();
    const script = join(root, 'scripts', 'install-tarball.mjs');
    const calls = ['a', 'b', 'c'].map((name) => [script, join(folder, name)]);
    const { done, log } = await startedAtOnce(folder, calls);
    expect(done.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(log).toEqual(Array(3).fill(['pack begins', 'pack ends']).flat());
  });
});

describe('Whoever waits for another', () => {
  const acts = async (lock: string, longestMs: number, act = '() => 0') => {
    const once = pathToFileURL(join(root, 'scripts', 'once.mjs')).href;
    const code = `import { alone } from ${JSON.stringify(once)};
      process.exitCode = alone(process.argv[1], ${longestMs}, ${act});`;
    return ended(['--input-type=module', '-e', code, lock], process.env);
  };

  test('goes on at once where the other has died without tidying up', async () => {
    const lock = join(await temporaryFolder(), 'lock');
    const dead = spawnSync(node, ['-e', '']).pid;
    writeFileSync(lock, `${hostname()} ${dead}`);
    writeFileSync(`${lock}.clearing`, `${hostname()} ${dead}`);
    const started = performance.now();
    expect((await acts(lock, 3_600_000)).status).toBe(0);
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  test.each([
    ['lives on', () => `${hostname()} ${process.pid}`],
    ['is on another machine', () => 'elsewhere.example 1'],
    ['never said who it is', () => ''],
  ])('and who %s, waits no longer than it may take', async (_, holder) => {
    const lock = join(await temporaryFolder(), 'lock');
    writeFileSync(lock, holder());
    const started = performance.now();
    expect((await acts(lock, 1_000)).status).toBe(0);
    expect(performance.now() - started).toBeGreaterThanOrEqual(1_000);
  });

  test('leaves nothing behind when it fails', async () => {
    const lock = join(await temporaryFolder(), 'lock');
    expect((await acts(lock, 60_000, "() => { throw new Error('no'); }")).output).toContain('Error: no');
    expect((await acts(lock, 3_600_000)).status).toBe(0);
  });
});

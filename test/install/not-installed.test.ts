import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { node, ownEnvironment, root } from '../end-to-end/call.ts';

const clone = mkdtempSync(join(tmpdir(), 'exhibit-clone-'));
afterAll(() => rmSync(clone, { recursive: true, force: true }));

/** A clone in which something is to be installed, and an npm that cannot. */
beforeAll(() => {
  cpSync(join(root, 'scripts'), join(clone, 'scripts'), { recursive: true });
  const packages = { '': {}, 'node_modules/left': { version: '1.0.0', integrity: 'sha512-x' } };
  writeFileSync(join(clone, 'package-lock.json'), JSON.stringify({ packages }));
  writeFileSync(join(clone, 'program.mjs'), 'throw new Error("before it has begun");\n');
  mkdirSync(join(clone, 'bin'));
  writeFileSync(join(clone, 'bin', 'npm'), '#!/bin/sh\necho "npm error network" >&2\nexit 1\n');
  chmodSync(join(clone, 'bin', 'npm'), 0o755);
});

function launch() {
  const failing = join(clone, 'bin', 'npm');
  const PATH = `${join(clone, 'bin')}${delimiter}${process.env.PATH}`;
  const env = { ...ownEnvironment(), PATH, npm_execpath: failing };
  return spawnSync(node, [join(clone, 'scripts', 'launch.mjs'), 'program.mjs'], { encoding: 'utf8', env });
}

test('An installation that fails ends with status 2: 1 would say that a night was collected', () => {
  const { status, stderr } = launch();
  expect([status, stderr]).toEqual([2, expect.stringContaining('npm ci')]);
});

test('What is installed by a plain npm ci is not installed again, and a program that cannot begin ends with status 2', () => {
  mkdirSync(join(clone, 'node_modules'), { recursive: true });
  cpSync(join(clone, 'package-lock.json'), join(clone, 'node_modules', '.package-lock.json'));
  const { status, stderr } = launch();
  expect([status, stderr]).toEqual([2, expect.stringContaining('before it has begun')]);
  expect(stderr).not.toContain('installing dependencies');
});

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { callProgram, root } from './call.ts';
import type { Json } from './company.ts';
import { stage } from './harness.ts';

describe('npm run exhibit, called from another folder', () => {
  test('takes paths relative to where the caller stands', async () => {
    await using scene = await stage({ connections: ['google'] });
    const cwd = join(scene.folder, 'elsewhere');
    mkdirSync(cwd);
    const npm = (...words: string[]) =>
      callProgram('npm', ['--prefix', root, 'run', '-s', 'exhibit', '--', ...words], {
        cwd,
        environment: { ...scene.environment, npm_config_update_notifier: 'false' },
      });
    const run = await npm('run', '--config', '../exhibit.yaml', '--at', '2026-11-23T02:00:00Z', '--json');
    expect([run.status, run.stderr]).toEqual([0, expect.stringContaining('google/users: complete')]);
    expect((JSON.parse(run.stdout) as Json).status).toBe('complete');
    // The locker is relative to the configuration.
    expect(existsSync(join(scene.folder, 'evidence', 'runs', '2026-11-23T02-00-00Z'))).toBe(true);
    const verify = await npm('verify', '../evidence', '--json');
    expect([verify.status, JSON.parse(verify.stdout).ok]).toEqual([0, true]);
    const init = await npm('init');
    expect([init.status, readFileSync(join(cwd, 'exhibit.yaml'), 'utf8')]).toEqual([
      0,
      expect.stringContaining('version: 1'),
    ]);
  });
});

test('npm run demo begins with a short line, and with the heap of every other command', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(`> ${scripts.demo}`.length).toBeLessThan(80);
  const [, heap = ''] =
    /const heap = \[(.*)\];/.exec(readFileSync(join(root, 'scripts/launch.mjs'), 'utf8')) ?? [];
  const flags = [...heap.matchAll(/'(--[^']+)'/g)].map(([, flag]) => flag);
  expect(scripts.exhibit).toBe(`node ${flags.join(' ')} scripts/launch.mjs bin/exhibit.ts`);
});

test('npm run bench loads without Jest, from which it takes scenes, and names what there is', async () => {
  const bench = ['--prefix', root, 'run', '-s', 'bench', '--', 'nothing'];
  const { status, stderr } = await callProgram('npm', bench, { cwd: root, environment: {} });
  expect([status, stderr]).toEqual([2, expect.stringContaining('There are: collect, functions, package')]);
});

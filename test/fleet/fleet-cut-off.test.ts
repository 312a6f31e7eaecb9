import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { isRunning } from '../../lib/locker/processes.ts';
import { installed, node, ownEnvironment, root } from '../end-to-end/call.ts';
import type { Json } from '../end-to-end/company.ts';
import { timeText } from '../end-to-end/harness.ts';
import { until } from '../until.ts';
import { hostedScene } from './hosted-scene.ts';
import { variableOf } from './scene.ts';

test('A fleet that a person ends takes its processes with it, and goes on where it was: who is sealed is not asked again', async () => {
  await using scene = await hostedScene({
    organizations: 2,
    people: 1,
    rest: 'limits: { organizationsAtOnce: 1 }\n',
  });
  const at = timeText(new Date());
  const tokens = scene.ids.map((id) => [variableOf(id), scene.providers.get(id)?.credentials()]);
  scene.providers.get('o-002')?.misbehave({ path: /./, do: 'stall' });
  const program = installed ?? join(root, 'bin', 'exhibit.ts');
  const parent = spawn(node, [program, 'fleet', 'run', '--at', at], {
    cwd: scene.folder,
    env: { ...ownEnvironment(), ...Object.fromEntries(tokens) },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => parent.on('close', (_, signal) => resolve(signal)));
  const lock = join(scene.folder, 'o-002/evidence/.lock');
  await until('the second organization is asked', async () => existsSync(lock));
  const { pid } = JSON.parse(readFileSync(lock, 'utf8'));
  parent.kill('SIGTERM');
  expect(await ended).toBe('SIGTERM');
  await until('its process is gone', async () => !isRunning(pid));
  expect(existsSync(join(scene.folder, 'fleet-evidence/chain'))).toBe(false);

  scene.providers.get('o-002')?.behave();
  const before = scene.providers.get('o-001')?.requests.length;
  const { json, status } = await scene.fleet(['run', '--at', at]);
  expect([status, json.status, json.sequence]).toEqual([0, 'complete', 1]);
  expect(scene.providers.get('o-001')?.requests.length).toBe(before);
});

test('A list that was stored and not sealed is sealed by the next night, which says so', async () => {
  await using scene = await hostedScene({ organizations: 2, people: 1 });
  const { json: first } = await scene.fleet(['run']);
  const inFleet = (path: string) => join(scene.folder, 'fleet-evidence', path);
  rmSync(inFleet(`runs/${first.run.replaceAll(':', '-')}/SHA256SUMS`));
  rmSync(inFleet('chain/0000000001.sigstore.json'));
  rmSync(join(scene.folder, '.exhibit/fleet-key.pem.head.json'));
  const { json, status } = await scene.fleet(['run']);
  expect([status, json.sequence, json.recovered]).toEqual([0, 2, [first.run]]);
  const verified = await scene.fleet(['verify']);
  expect(verified.status).toBe(0);
  expect(verified.json.fleet.notices.map(({ kind }: Json) => kind)).toEqual(['ended-late']);
});

test('A night whose heap is too small for it is named, and where nobody has a night the fleet has failed', async () => {
  await using scene = await hostedScene({
    organizations: 1,
    people: 1,
    rest: 'limits: { organizationMegabytes: 8 }\n',
  });
  const { json, status } = await scene.fleet(['run']);
  expect([status, json.status, json.organizations[0].problem.code]).toEqual([2, 'failed', 'memory']);
});

import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Json } from '../end-to-end/company.ts';
import { hostedScene } from './hosted-scene.ts';
import { variableOf } from './scene.ts';

/** Stands in for `op`, which writes down what it sees of the environment of who calls it. */
const op = `#!/bin/sh
env > "$SEEN/$(echo "$3" | tr / _)"
printf %s "$GIVEN"
`;

/** A receiver of webhooks, which keeps what it was sent by path. */
async function receiver() {
  const got: { readonly path: string; readonly key: string; readonly body: Json }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      const key = String(request.headers['idempotency-key']);
      got.push({ path: request.url ?? '', key, body: JSON.parse(text) });
      response.end('ok');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, got, [Symbol.asyncDispose]: async () => void server.close() };
}

test('The process of one organization sees no other’s secret, and messages go to whom they are for', async () => {
  await using hook = await receiver();
  await using scene = await hostedScene({ organizations: 3, people: 2 });
  const folder = join(scene.folder, 'bin');
  mkdirSync(folder);
  writeFileSync(join(folder, 'op'), op);
  chmodSync(join(folder, 'op'), 0o755);
  scene.configure('o-001', { rest: 'alerts: { webhook: env:HOOK_OF_1 }\n' });
  const text = readFileSync(join(scene.folder, 'o-001/exhibit.yaml'), 'utf8');
  writeFileSync(
    join(scene.folder, 'o-001/exhibit.yaml'),
    text.replace(`env:${variableOf('o-001')}`, 'op://vault/o-001/token'),
  );
  scene.configure('o-002', { rest: 'alerts: { webhook: env:HOOK_OF_2 }\n' });
  // A file with a fault keeps its secrets to itself as well.
  scene.configure('o-003', { rest: 'not-a-key: env:SECRET_OF_3\n' });
  scene.list(scene.ids, 'alerts: { webhook: env:HOOK_OF_THE_FLEET }\n');
  scene.providers.get('o-002')?.misbehave({ path: /collaborators/, do: 403 });
  const environment = {
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    SEEN: folder,
    GIVEN: scene.providers.get('o-001')?.credentials(),
    HOOK_OF_1: `${hook.url}/of-1`,
    HOOK_OF_2: `${hook.url}/of-2`,
    HOOK_OF_THE_FLEET: `${hook.url}/of-the-fleet`,
    SECRET_OF_3: 'a-secret-of-the-third',
  };
  const { json } = await scene.fleet(['run'], { environment });
  expect(json.organizations.map((one: Json) => one.outcome)).toEqual(['complete', 'partial', 'none']);

  const seen = readFileSync(join(folder, 'op:__vault_o-001_token'), 'utf8').split('\n');
  const names = seen.map((line) => line.split('=')[0]);
  const others = [variableOf('o-002'), variableOf('o-003'), 'HOOK_OF_2', 'HOOK_OF_THE_FLEET', 'SECRET_OF_3'];
  expect(names.filter((name) => others.includes(name ?? ''))).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(['PATH', 'SEEN', 'GIVEN']));

  expect(hook.got.map(({ path }) => path).toSorted()).toEqual(['/of-1', '/of-2', '/of-the-fleet']);
  // Whoever drops what comes twice drops none of these.
  expect(new Set(hook.got.map(({ key }) => key)).size).toBe(3);
  const digest = JSON.stringify(hook.got.find(({ path }) => path === '/of-the-fleet')?.body);
  for (const words of ['o-002', 'o-003', 'No complete night', 'Something to do'])
    expect(digest).toContain(words);
  const own = JSON.stringify(hook.got.find(({ path }) => path === '/of-2')?.body);
  expect(own).not.toMatch(/o-001|o-003/);
  // Told once: the same night again sends nothing.
  await scene.fleet(['run', '--at', json.run], { environment });
  expect(hook.got).toHaveLength(3);
});

test('Two that take a secret from the same variable are named', async () => {
  await using scene = await hostedScene({ organizations: 2, people: 1 });
  const path = join(scene.folder, 'o-002/exhibit.yaml');
  writeFileSync(path, readFileSync(path, 'utf8').replace(variableOf('o-002'), variableOf('o-001')));
  const { stderr } = await scene.fleet(['run']);
  expect(stderr).toContain('o-001, o-002 take a secret from the same variable, TOKEN_O_001');
});

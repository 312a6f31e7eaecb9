import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Json } from '../end-to-end/company.ts';
import { startS3 } from '../locker/s3/server.ts';
import { hostedScene } from './hosted-scene.ts';
import { openedPage } from './opened.ts';
import type { FleetScene } from './scene.ts';

const server = await startS3();
const withServer = server ? describe : describe.skip;

withServer('A fleet whose lockers lie in a bucket', () => {
  const environment = server?.environment ?? {};
  let scene: FleetScene;
  let bucket = '';
  const fleet = (words: readonly string[]) => scene.fleet(words, { environment });

  beforeAll(async () => {
    bucket = (await server?.bucket()) ?? '';
    scene = await hostedScene({ organizations: 2, people: 2, rest: `locker: s3://${bucket}/fleet\n` });
    for (const id of scene.ids) scene.configure(id, { rest: `locker: s3://${bucket}/organizations/${id}\n` });
    for (const _ of [1, 2]) expect((await fleet(['run'])).json.status).toBe('complete');
  });
  afterAll(async () => {
    await scene?.[Symbol.asyncDispose]();
    await server?.close();
  });

  test('is told where every organization stands, and what changed', async () => {
    const { json, status } = await fleet(['status']);
    expect([status, json.seal]).toMatchObject([0, { sequence: 2, trust: 'given', problem: null }]);
    expect(json.organizations.map((one: Json) => [one.id, one.status, one.locker])).toEqual(
      scene.ids.map((id) => [id, 'complete', `s3://${bucket}/organizations/${id}`]),
    );
    expect((await fleet(['drift'])).json.changes).toEqual([]);
  });

  test('is verified where it lies', async () => {
    const { json, status } = await fleet(['verify']);
    expect([status, json.ok, json.fleet.checked.runs]).toEqual([0, true, 2]);
    expect(json.organizations.map((one: Json) => [one.id, one.ok, one.checked.runs])).toEqual(
      scene.ids.map((id) => [id, true, 2]),
    );
  });

  test('is shown on one page, and an organization by its own report', async () => {
    const all = await openedPage(scene, [], environment);
    for (const id of scene.ids) expect(all.text).toContain(`<th scope="row">${id} `);
    expect(await all.end()).toBe(0);
    const one = await openedPage(scene, ['o-002'], environment);
    expect(one.text).toContain('Organization o-002');
    expect(await one.end()).toBe(0);
  });

  test('hands one organization over, as a folder that is verified by itself', async () => {
    const { json, status } = await fleet(['export', 'o-001', '--out', 'given']);
    expect([status, json.ok, json.head.sequence]).toEqual([0, true, 2]);
    const verified = await scene.exhibit(['verify', 'given/locker', '--head', json.head.sha256]);
    expect([verified.status, verified.stdout]).toEqual([0, expect.stringContaining('2 runs')]);
    expect(readFileSync(join(scene.folder, 'given/exhibit.yaml'), 'utf8')).toContain(`s3://${bucket}`);
  });

  test('says that a result, and then a chain, was taken away', async () => {
    const keys = await keysBelow('organizations/o-002/');
    const findings = keys.filter((key) => key.endsWith('/findings.json')).at(-1);
    await server?.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: findings }));
    const found = async () => {
      const { json, status } = await fleet(['verify']);
      const [one, two] = json.organizations;
      return [status, one.ok, [...new Set(two.problems.map(({ kind }: Json) => kind))]];
    };
    expect(await found()).toEqual([1, true, expect.arrayContaining(['missing'])]);
    expect((await fleet(['status'])).json.organizations[0].problem).toBeNull();
    for (const key of keys.filter((one) => one.startsWith('organizations/o-002/chain/')))
      await server?.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    expect(await found()).toEqual([1, true, expect.arrayContaining(['missing'])]);
    const { json } = await fleet(['status']);
    expect(json.organizations[1].problem).toMatch(/No night|not a locker|not there any more/);
    expect((await fleet(['run'])).json.organizations[1].problem.code).toMatch(/changed|refused/);
  });

  async function keysBelow(Prefix: string): Promise<readonly string[]> {
    const answer = await server?.client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
    return (answer?.Contents ?? []).flatMap(({ Key }) => Key ?? []);
  }
});

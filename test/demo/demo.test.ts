import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Demo, startDemo } from '../../demo/demo.ts';
import { ask, bearer, closing, googleToken, postEvents, usersToken } from './stand-ins/asking.ts';

const kept = closing();
let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo.close());

const accounts = async () => {
  const token = (await usersToken(demo.onepassword)).body.access_token;
  const account = /account: (\w+)/.exec(demo.configuration('./evidence'))?.[1];
  return ask(`${demo.onepassword.url}/v1beta1/accounts/${account}/users?max_page_size=1000`, bearer(token));
};
const readExport = () => JSON.parse(readFileSync(join(demo.folder, 'vaults.json'), 'utf8'));

describe('The demonstration', () => {
  test('signs in with the credentials in its environment', async () => {
    const key = JSON.parse(demo.environment.GOOGLE_CREDENTIALS ?? '');
    expect(key.token_uri).toBe(`${demo.google.url}/token`);
    const token = await googleToken(demo.google, { sub: 'ines.verbeek@fathom.example' });
    const users = `${demo.google.url}/admin/directory/v1/users?customer=my_customer&maxResults=500`;
    expect((await ask(users, bearer(token))).body.users.length).toBeGreaterThan(55);
    expect((await ask(`${demo.google.url}/v1/policies`, bearer(token))).body.policies.length).toBeGreaterThan(
      5,
    );
  });

  test('moves from night to night: accounts, export, events, outage', async () => {
    demo.setNight(1);
    const first = await accounts();
    const all = { start_time: '2026-10-01T00:00:00Z', limit: 1000 };
    const events = await postEvents(demo.onepassword, 'auditevents', all);
    expect([first.status, readExport().exportedAt, events.body.items.length]).toEqual([
      200,
      '2026-10-23T21:00:00Z',
      0,
    ]);
    demo.setNight(22);
    expect((await accounts()).status).toBe(503);
    demo.setNight(23);
    expect((await accounts()).body.results).toHaveLength(first.body.results.length);
    // There is one export; what changed since, events tell.
    expect(readExport().exportedAt).toBe('2026-10-23T21:00:00Z');
    expect((await postEvents(demo.onepassword, 'auditevents', all)).body.items).toHaveLength(6);
  });

  test('keeps a folder that it was given, and clears up its own', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'exhibit-demo-test-'));
    const [given, own] = [kept(await startDemo({ folder })), kept(await startDemo())];
    await Promise.all([given.close(), own.close()]);
    expect([existsSync(join(folder, 'vaults.json')), existsSync(own.folder)]).toEqual([true, false]);
    rmSync(folder, { recursive: true });
  });

  test('has the same configuration at every start on the same ports', async () => {
    const before = demo.configuration('./evidence');
    await demo.close();
    demo = await startDemo({ ports: demo.ports });
    expect(demo.configuration('./evidence')).toBe(before);
  });
});

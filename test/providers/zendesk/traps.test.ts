import { describe, expect, test } from '@jest/globals';
import type { ZendeskUser, ZendeskWorld } from '../../../demo/stand-ins/zendesk/world.ts';
import { startZendesk, type ZendeskOptions } from '../../../demo/stand-ins/zendesk.ts';
import { nightOf } from '../declared-night.ts';

const [enforced, enrolled] = ['zendesk.mfa-enforced', 'zendesk.mfa-enrolled'];
const ana = user(1, 'ana', { role: 'admin' });

function user(id: number, name: string, traits: Partial<ZendeskUser> = {}): ZendeskUser {
  return { id, email: `${name}@acme.example`, two_factor_auth_enabled: true, ...traits };
}

function night(world: Partial<ZendeskWorld>, options: ZendeskOptions = {}) {
  const start = (now: () => Date) =>
    startZendesk(() => ({ subdomain: 'acme', agent: { two_factor_enforce: true }, users: [ana], ...world }), {
      now,
      ...options,
    });
  return nightOf('zendesk', { subdomain: 'acme' }, start, (standIn) => standIn.credentials());
}

describe('Zendesk', () => {
  test('passes where every agent and administrator has a second factor; customers are not asked for', async () => {
    const customer = user(9, 'customer', { role: 'end-user', two_factor_auth_enabled: false });
    const found = await night({ users: [ana, user(2, 'ben'), customer] });
    expect(found.verdicts[enrolled]).toBe('pass');
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass', 'ben@acme.example': 'pass' });
  });

  test.each([
    ['passes where it is required of the team', { two_factor_enforce: true }, 'pass'],
    ['fails where it is not', { two_factor_enforce: false }, 'fail'],
    [
      'fails where single sign-on alone is required: a link by e-mail is beside it',
      { two_factor_enforce: false, enforce_sso: true },
      'fail',
    ],
    ['is unknown where that is null', { two_factor_enforce: null }, 'unknown'],
    ['is unknown where that is left out, as in the reference’s own example', {}, 'unknown'],
  ] as const)('%s', async (_, agent, verdict) => {
    expect((await night({ agent })).verdicts[enforced]).toBe(verdict);
  });

  test('a client that may not read security settings is denied them, and people are judged all the same', async () => {
    const found = await night({}, { scopes: ['users:read'] });
    expect(found.documents['zendesk/organization']?.problem?.code).toBe('denied');
    expect(found.verdicts).toMatchObject({ [enforced]: 'unknown', [enrolled]: 'pass' });
  });

  test('who has none fails, and one of whom it is null is unknown', async () => {
    const [ben, dan] = [false, null].map((has, at) =>
      user(2 + at, `p${at}`, { two_factor_auth_enabled: has }),
    );
    const found = await night({ users: [ana, ...(ben && dan ? [ben, dan] : [])] });
    expect(found.of(enrolled)).toMatchObject({ 'p0@acme.example': 'fail', 'p1@acme.example': 'unknown' });
  });

  test('a second factor that is shown of nobody is no pass', async () => {
    const found = await night({ users: [user(1, 'ana', { role: 'admin', two_factor_auth_enabled: null })] });
    expect(found.documents['zendesk/members']?.problem?.code).toBe('not-visible');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });

  test('suspended and deleted people are in the strata, and no verdict is about them', async () => {
    const off = { two_factor_auth_enabled: false };
    const found = await night({
      users: [ana, user(2, 'eve', { ...off, suspended: true }), user(3, 'gone', { ...off, active: false })],
    });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass' });
    expect(found.documents['zendesk/members']?.population?.strata).toMatchObject({ active: 1, disabled: 2 });
  });

  test('one of whom it is not told whether they are suspended cannot pass', async () => {
    const found = await night({ users: [ana, user(2, 'ben', { suspended: null })] });
    expect(found.of(enrolled)).toMatchObject({ 'ben@acme.example': 'unknown' });
  });

  test('a count beyond what is listed leaves nothing to pass', async () => {
    const found = await night({ passedOver: 1 });
    expect(found.documents['zendesk/members']?.problem?.code).toBe('truncated');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });

  test('a client without the scope is denied', async () => {
    const found = await night({}, { scopes: ['tickets:read'] });
    expect(found.documents['zendesk/members']?.problem?.code).toBe('denied');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });
});

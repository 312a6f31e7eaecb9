import { describe, expect, test } from '@jest/globals';
import type { FastlyUser, FastlyWorld } from '../../../demo/stand-ins/fastly/world.ts';
import { startFastly } from '../../../demo/stand-ins/fastly.ts';
import { nightOf } from '../declared-night.ts';

const id = 'x4xCwxxJxGCx123Rx5xTx';
const customer = { id, name: 'Acme', force_2fa: true, force_sso: false };
const ana = user('ana', { role: 'superuser' });

function user(name: string, traits: Partial<FastlyUser> = {}): FastlyUser {
  return { id: `u-${name}`, login: `${name}@acme.example`, two_factor_auth_enabled: true, ...traits };
}

function night(world: Partial<FastlyWorld>, asked = id) {
  const start = (now: () => Date) => startFastly(() => ({ customer, users: [ana], ...world }), { now });
  return nightOf('fastly', { customer: asked }, start, (standIn) => standIn.token());
}

const [enforced, enrolled] = ['fastly.mfa-enforced', 'fastly.mfa-enrolled'];

describe('Fastly', () => {
  test('passes where the customer requires it and every user has it', async () => {
    const found = await night({ users: [ana, user('ben')] });
    expect(found.verdicts).toMatchObject({ [enforced]: 'pass', [enrolled]: 'pass' });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass', 'ben@acme.example': 'pass' });
  });

  test.each([
    ['fails where it is not required', { ...customer, force_2fa: false }, 'fail'],
    [
      'fails where single sign-on alone is required',
      { ...customer, force_2fa: false, force_sso: true },
      'fail',
    ],
    ['is unknown where that is null', { ...customer, force_2fa: null }, 'unknown'],
    ['is unknown where that is not shown', { id, name: 'Acme' }, 'unknown'],
  ] as const)('%s', async (_, changed, verdict) => {
    expect((await night({ customer: changed })).verdicts[enforced]).toBe(verdict);
  });

  test('being asked to set it up is not having it', async () => {
    const ben = user('ben', { two_factor_auth_enabled: false, two_factor_setup_required: true });
    expect((await night({ users: [ana, ben] })).of(enrolled)).toMatchObject({ 'ben@acme.example': 'fail' });
  });

  test('users who were deleted are in the strata, and no verdict is about them; one who is locked is judged', async () => {
    const off = { two_factor_auth_enabled: false };
    const gone = user('eve', { ...off, deleted_at: '2026-01-01T00:00:00Z' });
    const found = await night({ users: [ana, user('dan', { ...off, locked: true }), gone] });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass', 'dan@acme.example': 'fail' });
    expect(found.documents['fastly/members']?.population?.strata).toMatchObject({ active: 2, disabled: 1 });
  });

  test('a second factor that is shown of nobody is no pass', async () => {
    const found = await night({ users: [user('ana', { two_factor_auth_enabled: null })] });
    expect(found.documents['fastly/members']?.problem?.code).toBe('not-visible');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });

  test('another customer is not judged in place of the one that was asked for', async () => {
    const found = await night({}, 'another');
    expect(found.documents['fastly/organization']?.problem?.code).toBe('denied');
    expect(found.verdicts).toMatchObject({ [enforced]: 'unknown', [enrolled]: 'unknown' });
  });
});

import { describe, expect, test } from '@jest/globals';
import type { ZoomUser, ZoomWorld } from '../../../demo/stand-ins/zoom/world.ts';
import { startZoom, type ZoomOptions } from '../../../demo/stand-ins/zoom.ts';
import { nightOf } from '../declared-night.ts';

const account = 'AbCdEfGhIjKlMnOpQrStUv';
const enforced = 'zoom.mfa-enforced';
const ana = user('ana', { role_id: '0' });

function user(name: string, traits: Partial<ZoomUser> = {}): ZoomUser {
  return { id: `u-${name}`, email: `${name}@acme.example`, ...traits };
}

function night(world: Partial<ZoomWorld>, options: ZoomOptions = {}) {
  const security = { sign_in_with_two_factor_auth: 'all' };
  const start = (now: () => Date) =>
    startZoom(() => ({ account, security, users: [ana], ...world }), { now, ...options });
  return nightOf('zoom', { account }, start, (standIn) => standIn.credentials());
}

describe('Zoom', () => {
  test.each([
    ['all', 'pass'],
    ['none', 'fail'],
    ['group', 'fail'],
    ['role', 'fail'],
    ['everyone', 'unknown'],
    [null, 'unknown'],
  ] as const)('where two-factor authentication is required of “%s”: %s', async (of, verdict) => {
    const found = await night({ security: { sign_in_with_two_factor_auth: of } });
    expect(found.verdicts[enforced]).toBe(verdict);
  });

  test('active, inactive and invited people are listed, each once', async () => {
    const invited: ZoomUser = { email: 'eve@acme.example', status: 'pending' };
    const found = await night({ users: [ana, user('gone', { status: 'inactive' }), invited] });
    const { completeness, population } = found.documents['zoom/members'] ?? {};
    expect(completeness).toBe('complete');
    expect(population).toMatchObject({ records: 3, strata: { active: 1, disabled: 1, invited: 1 } });
  });

  test('a total beyond what is listed leaves the list short, and nothing that rests on it passes', async () => {
    const found = await night({ passedOver: 1 });
    expect(found.documents['zoom/members']?.problem?.code).toBe('truncated');
    expect(found.verdicts['evidence.complete']).toBe('fail');
  });

  test('an app without the scope for settings leaves it unknown', async () => {
    const found = await night({}, { scopes: ['user:read:list_users:admin'] });
    expect(found.documents['zoom/organization']?.completeness).toBe('failed');
    expect(found.verdicts[enforced]).toBe('unknown');
    expect(found.documents['zoom/members']?.completeness).toBe('complete');
  });
});

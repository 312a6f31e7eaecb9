import { describe, expect, test } from '@jest/globals';
import type { DatadogUser } from '../../../demo/stand-ins/datadog/world.ts';
import { type DatadogOptions, startDatadog } from '../../../demo/stand-ins/datadog.ts';
import { usersWithRoles } from '../../../lib/providers/datadog/users-with-roles.ts';
import { nightOf } from '../declared-night.ts';

const enrolled = 'datadog.mfa-enrolled';
const ana = user('ana', { roles: ['Datadog Admin Role'] });

function user(name: string, traits: Partial<DatadogUser> = {}): DatadogUser {
  return { id: `u-${name}`, email: `${name}@acme.example`, mfa_enabled: true, ...traits };
}

function night(
  users: readonly DatadogUser[],
  { passedOver = 0, ...options }: DatadogOptions & { passedOver?: number } = {},
) {
  const start = (now: () => Date) => startDatadog(() => ({ passedOver, users }), { now, ...options });
  return nightOf('datadog', {}, start, (standIn) => standIn.credentials());
}

describe('Datadog', () => {
  test('passes where every user has a second factor', async () => {
    const found = await night([ana, user('ben', { roles: ['Datadog Standard Role'] })]);
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass', 'ben@acme.example': 'pass' });
    const members = found.records['datadog/members'] ?? [];
    expect(members).toMatchObject([{ roles: ['Datadog Admin Role'] }, { roles: ['Datadog Standard Role'] }]);
  });

  test.each([[{ type: 'roles' }], ['r-2'], [null]])(
    'a role that is %j leaves it open which roles there are',
    (strange) => {
      const roles = { data: [{ type: 'roles', id: 'r-1' }, strange] };
      const page = { data: [{ id: 'u-ana', relationships: { roles } }], included: [] };
      expect(usersWithRoles(page)).toStrictEqual([{ ...page.data[0], roles: ['r-1', undefined] }]);
    },
  );

  test('a total beyond what is listed leaves the list short, and nothing that rests on it passes', async () => {
    const found = await night([ana], { passedOver: 1 });
    expect(found.documents['datadog/members']?.problem?.code).toBe('truncated');
    expect(found.verdicts['evidence.complete']).toBe('fail');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });

  test('has one control: whether it is required is in no API', async () => {
    const found = await night([ana]);
    expect(Object.keys(found.verdicts).filter((id) => id.startsWith('datadog.'))).toEqual([enrolled]);
  });

  test('a user without one fails, and one of whom it is not told is unknown', async () => {
    const found = await night([ana, user('ben', { mfa_enabled: false }), user('eve', { mfa_enabled: null })]);
    expect(found.of(enrolled)).toMatchObject({ 'ben@acme.example': 'fail', 'eve@acme.example': 'unknown' });
    expect(found.verdicts[enrolled]).toBe('fail');
  });

  test('invited and disabled users and service accounts are in the strata, and no verdict is about them', async () => {
    const off = { mfa_enabled: false };
    const found = await night([
      ana,
      user('invited', { ...off, status: 'Pending' }),
      user('gone', { ...off, status: 'Disabled', disabled: true }),
      user('robot', { ...off, service_account: true }),
    ]);
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass' });
    expect(found.documents['datadog/members']?.population?.strata).toMatchObject({
      active: 1,
      disabled: 1,
      invited: 1,
    });
  });

  test('a state that nobody knows is judged, and passes nobody', async () => {
    const found = await night([ana, user('ben', { status: 'Frozen' })]);
    expect(found.of(enrolled)['ben@acme.example']).toBe('unknown');
  });

  test('keys that may not see users are denied', async () => {
    const found = await night([ana], { granted: false });
    expect(found.documents['datadog/members']?.problem?.code).toBe('denied');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });
});

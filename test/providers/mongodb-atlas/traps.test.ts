import { describe, expect, test } from '@jest/globals';
import type { AtlasUser, AtlasWorld } from '../../../demo/stand-ins/mongodb-atlas/world.ts';
import { startAtlas } from '../../../demo/stand-ins/mongodb-atlas.ts';
import { nightOf } from '../declared-night.ts';

const org = '5f0000000000000000000001';
const enforced = 'mongodb-atlas.mfa-enforced';
const ana = user('ana', { roles: { orgRoles: ['ORG_OWNER'] } });

function user(name: string, traits: Partial<AtlasUser> = {}): AtlasUser {
  return { id: `u-${name}`, username: `${name}@acme.example`, ...traits };
}

function night(world: Partial<AtlasWorld>, asked = org) {
  const whole = { org, settings: { multiFactorAuthRequired: true }, users: [ana], ...world };
  const start = (now: () => Date) => startAtlas(() => whole, { now });
  return nightOf('mongodb-atlas', { org: asked }, start, (standIn) => standIn.credentials());
}

describe('MongoDB Atlas', () => {
  test.each([
    ['passes where the organization requires it', { multiFactorAuthRequired: true }, 'pass'],
    ['fails where it does not', { multiFactorAuthRequired: false }, 'fail'],
    ['is unknown where that is null', { multiFactorAuthRequired: null }, 'unknown'],
    ['is unknown where that is not shown', {}, 'unknown'],
  ] as const)('%s', async (_, settings, verdict) => {
    expect((await night({ settings })).verdicts[enforced]).toBe(verdict);
  });

  test('lists who was only invited, whom versions before leave out', async () => {
    const found = await night({ users: [ana, user('eve', { orgMembershipStatus: 'PENDING' })] });
    const { completeness, population } = found.documents['mongodb-atlas/members'] ?? {};
    expect(completeness).toBe('complete');
    expect(population?.strata).toMatchObject({ active: 1, invited: 1 });
  });

  test('a total beyond what is listed leaves the list short, and nothing that rests on it passes', async () => {
    const found = await night({ passedOver: 1 });
    expect(found.documents['mongodb-atlas/members']?.problem?.code).toBe('truncated');
    expect(found.verdicts['evidence.complete']).toBe('fail');
  });

  test('somebody of whom a word is not known, or who is not told whether they were invited, is counted as neither', async () => {
    const states = ['SLEEPING', null].map((status, at) => user(`p${at}`, { orgMembershipStatus: status }));
    const found = await night({ users: [ana, ...states] });
    const { strata } = found.documents['mongodb-atlas/members']?.population ?? {};
    expect(strata).toMatchObject({ active: 1 });
    expect(strata).not.toHaveProperty('invited');
  });

  test('another organization is denied, and not judged in place of the one that was asked for', async () => {
    const found = await night({}, '5f0000000000000000000009');
    expect(found.documents['mongodb-atlas/organization']?.problem?.code).toBe('denied');
    expect(found.verdicts[enforced]).toBe('unknown');
  });
});

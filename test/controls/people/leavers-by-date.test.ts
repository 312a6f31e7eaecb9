import { describe, expect, test } from '@jest/globals';
import { leaversHaveNoAccess as control } from '../../../lib/controls/people/leavers-have-no-access.ts';
import { account, cut, googleUsers, judge, onePassword, user, type World } from './world.ts';

const there = 'ana@example.com (vaults)';
const inSource = 'ana@example.com (google)';

/** The night of Monday, 23 November 2026. */
function world(
  lastDay: string | null,
  changes: Parameters<typeof user>[1] = {},
  more: Partial<World> = {},
): World {
  const leavers = lastDay === null ? [] : [{ person: 'ana@example.com', lastDay }];
  return {
    parts: [googleUsers([user('ana', changes), user('ben')]), onePassword('users', [account('ana')])],
    settings: { timezone: 'Europe/Amsterdam', people: { source: 'google', identities: [], leavers } },
    ...more,
  };
}

const gone = { suspended: true };

describe('by the file of leavers', () => {
  test('grace counts from the end of the last day, in the company’s time zone', () => {
    // Thursday's last moment in Amsterdam is 23:00 UTC, and one business day later is Friday 23:00.
    expect(judge(control, world('2026-11-19', gone))[there]).toMatchObject({
      verdict: 'fail',
      reason: 'ana@example.com is suspended in google (last day 2026-11-19), and active in vaults.',
    });
    expect(judge(control, world('2026-11-19', gone))[there]?.excusedUntil).toBeUndefined();
    // From Friday 23:00 it is Monday 23:00, whatever was seen when.
    expect(judge(control, world('2026-11-20', gone))[there]?.excusedUntil).toBe('2026-11-23T23:00:00.000Z');
  });

  test('a day that is known counts also for what was there on the first night', () => {
    const first = { firstJudged: '2026-11-23T02:00:00Z', seenSince: { vaults: '2026-11-23T02:00:00Z' } };
    expect(judge(control, world('2026-11-20', gone, first))[there]?.excusedUntil).toBe(
      '2026-11-23T23:00:00.000Z',
    );
  });

  test('who was seen gone before their last day has no second grace when it comes', () => {
    const since = { since: { [there]: '2026-11-16T02:00:00Z' } };
    expect(judge(control, world('2026-11-20', gone, since))[there]).toMatchObject({ verdict: 'fail' });
    expect(judge(control, world('2026-11-20', gone, since))[there]?.excusedUntil).toBeUndefined();
  });

  test('who left and is still active in the source fails there and wherever else they are active', () => {
    const found = judge(control, world('2026-11-18'));
    expect(found[there]).toMatchObject({
      verdict: 'fail',
      reason:
        'ana@example.com is gone since 2026-11-18 according to the file of leavers, and still active in google, and active in vaults.',
    });
    expect(found[inSource]).toMatchObject({
      verdict: 'fail',
      reason: 'By the file of leavers, 2026-11-18 was their last day, and google shows them active.',
    });
  });

  test.each([
    ['suspended', gone, 'pass'],
    ['archived', { archived: true }, 'pass'],
    ['not told', { suspended: null }, 'unknown'],
  ])('a leaver who is %s in the source is %3$s there', (_, changes, verdict) => {
    expect(judge(control, world('2026-11-18', changes))[inSource]?.verdict).toBe(verdict);
  });

  test('a leaver who is not in the source passes there only where everybody was shown', () => {
    const parts = (problem: typeof cut | null) => [
      googleUsers([user('ben')], { problem }),
      onePassword('users', []),
    ];
    const gone = (problem: typeof cut | null) =>
      judge(control, { ...world('2026-11-18'), parts: parts(problem) });
    expect(gone(null)[inSource]?.verdict).toBe('pass');
    expect(gone(cut)[inSource]?.verdict).toBe('unknown');
  });

  test('a last day that is not over changes nothing for whoever is active', () => {
    const found = judge(control, world('2026-11-23'));
    expect(found[there]?.verdict).toBe('pass');
    expect(found[inSource]).toBeUndefined();
  });

  test('whoever is gone from the source before their last day is judged as before, and the difference is said', () => {
    expect(judge(control, world('2026-12-31', gone))[there]).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining(
        'suspended in google (the file of leavers says that they stay until 2026-12-31), and active in vaults. First seen',
      ),
    });
  });

  test('whoever is gone from the source and not in the file is judged by the first night, and the difference is said', () => {
    expect(judge(control, world(null, gone))[there]?.reason).toContain(
      'suspended in google (the file of leavers does not name them)',
    );
  });

  test('a leaver is known by every address that the source gives them', () => {
    const one = world('2026-11-18', { primaryEmail: 'ruiz@example.com', aliases: ['ana@example.com'] });
    expect(judge(control, one)).toMatchObject({
      [there]: { verdict: 'fail' },
      'ruiz@example.com (google)': { verdict: 'fail' },
    });
  });

  test('a stranger to the source who is in the file has left', () => {
    const stranger = { person: 'eva@agency.example', lastDay: '2026-11-18' };
    const settings = { people: { source: 'google', identities: [], leavers: [stranger] } };
    const parts = [
      googleUsers([user('ben')]),
      onePassword('users', [account('eva', { email: 'eva@agency.example' })]),
    ];
    expect(judge(control, { parts, settings })['eva@agency.example (vaults)']).toMatchObject({
      verdict: 'fail',
    });
  });
});

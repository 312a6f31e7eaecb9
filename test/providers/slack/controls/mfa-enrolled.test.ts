import { expect, test } from '@jest/globals';
import type { SlackUser } from '../../../../lib/evidence/datasets/slack.ts';
import { users as dataset } from '../../../../lib/evidence/datasets/slack.ts';
import { slackMfaEnrolled as control } from '../../../../lib/providers/slack/controls/mfa-enrolled.ts';
import { judge, type Part, verdicts } from '../../../controls/people/world.ts';

function user(name: string, changes: Partial<SlackUser> = {}): SlackUser {
  return {
    deleted: false,
    email: `${name}@example.com`,
    has2fa: true,
    id: `U-${name}`,
    isAdmin: false,
    isAppUser: false,
    isBot: false,
    isInvited: null,
    isOwner: false,
    isRestricted: false,
    isStranger: false,
    teamId: 'T1',
    twoFactorType: 'app',
    ...changes,
  };
}

const users = (...rows: readonly SlackUser[]): { parts: readonly Part[] } => ({
  parts: [{ provider: 'slack', connection: 'slack', dataset: 'users', rows }],
});
const verdict = (changes: Partial<SlackUser>) =>
  Object.values(verdicts(control, users(user('ana', changes))))[0];

test('set up: pass, for the lower-cased address', () => {
  expect(judge(control, users(user('ana', { email: ' Ana@Example.com ' })))).toEqual({
    'ana@example.com': { subject: 'ana@example.com', verdict: 'pass', reason: '' },
  });
});

test('without an address the id is the subject', () => {
  expect(verdicts(control, users(user('ana', { email: null })))).toEqual({ 'U-ana': 'pass' });
});

test.each<[Partial<SlackUser>, string]>([
  [{ has2fa: true }, 'pass'],
  [{ has2fa: true, twoFactorType: 'sms' }, 'pass'],
  [{ has2fa: false }, 'fail'],
  [{ has2fa: null }, 'unknown'],
])('%j: %s', (changes, expected) => {
  expect(verdict(changes)).toBe(expected);
});

test('guests, owners and those who authorized the app are people', () => {
  for (const trait of [{ isRestricted: true }, { isOwner: true }, { isAppUser: true }])
    expect(verdict({ ...trait, has2fa: false })).toBe('fail');
});

test('deactivated accounts and bots are not in the population', () => {
  const others = [
    user('gone', { deleted: true, has2fa: null }),
    user('bot', { isBot: true, has2fa: null }),
    user('old-bot', { isBot: true, deleted: true, has2fa: false }),
  ];
  expect(judge(control, users(...others))).toEqual({});
});

test('an account that may be deactivated, or a bot, can fail but not pass', () => {
  for (const gap of [{ deleted: null }, { isBot: null }]) {
    expect(verdict({ ...gap })).toBe('unknown');
    expect(verdict({ ...gap, has2fa: null })).toBe('unknown');
    expect(verdict({ ...gap, has2fa: false })).toBe('fail');
  }
  expect(verdict({ deleted: null, isBot: true, has2fa: false })).toBeUndefined();
  expect(verdict({ deleted: true, isBot: null, has2fa: false })).toBeUndefined();
});

test('an identity provider of the workspace passes nobody', () => {
  const team = {
    provider: 'slack',
    connection: 'slack',
    dataset: 'team',
    rows: [{ domain: 'acme', emailDomain: null, id: 'T1', name: 'Acme', ssoProvider: { type: 'google' } }],
  };
  const world = {
    parts: [...users(user('ana', { has2fa: false }), user('ben', { has2fa: null })).parts, team],
  };
  expect(verdicts(control, world)).toEqual({ 'ana@example.com': 'fail', 'ben@example.com': 'unknown' });
});

test('the users must be whole for a pass', () => {
  expect(control.needs).toEqual([{ dataset }]);
});

import { describe, expect, test } from '@jest/globals';
import type { SlackUser } from '../../../../lib/evidence/datasets/slack.ts';
import { users as dataset } from '../../../../lib/evidence/datasets/slack.ts';
import { slackMfaEnrolled as control } from '../../../../lib/providers/slack/controls/mfa-enrolled.ts';
import {
  cut,
  user as googleUser,
  googleUsers,
  judge,
  overall,
  type Part,
  verdicts,
  type World,
} from '../../../controls/people/world.ts';
import { throughGoogle } from '../../../judging/people/google-sign-in.ts';

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

test('people of other workspaces and pending invitations are not in the population', () => {
  const others = [
    user('stranger', { isStranger: true, teamId: 'T2', has2fa: null }),
    user('guest-of-another', { isStranger: true, isRestricted: true, has2fa: false }),
    user('invited', { isInvited: true, has2fa: null }),
  ];
  expect(judge(control, users(...others))).toEqual({});
  expect(verdict({ isStranger: null, has2fa: false })).toBe('fail');
});

describe('where single sign-on through Google is required', () => {
  const without = { has2fa: false, twoFactorType: null };
  const company = (google: Part, ...rows: readonly SlackUser[]): World => ({
    parts: [...users(...rows).parts, google],
    words: throughGoogle('slack'),
  });
  const enrolled = googleUsers([googleUser('ana'), googleUser('ben')]);

  test.each<[string, Partial<SlackUser>]>([
    ['set up there', without],
    ['not shown by Slack', { has2fa: null, twoFactorType: null }],
    ['set up in Slack, too', {}],
    ['an administrator’s who is no owner', { ...without, isAdmin: true }],
  ])('a second factor that is %s counts', (_what, changes) => {
    expect(overall(control, company(enrolled, user('ana', changes), user('ben', without)))).toBe('pass');
  });

  test.each<[string, Part, string]>([
    ['has none at Google', googleUsers([googleUser('ana', { isEnrolledIn2Sv: false })]), 'fail'],
    ['may have none at Google', googleUsers([googleUser('ana', { isEnrolledIn2Sv: null })]), 'unknown'],
    ['is nobody at Google', googleUsers([googleUser('ben')]), 'fail'],
    ['was not seen at Google', googleUsers([googleUser('ben')], { problem: cut }), 'unknown'],
  ])('somebody who %s does not pass', (_what, google, expected) => {
    expect(verdicts(control, company(google, user('ana', without)))).toEqual({ 'ana@example.com': expected });
  });

  test.each<[string, Partial<SlackUser>]>([
    ['an owner, who can sign in with a password all the same', { isOwner: true }],
    ['a guest, whom a workspace may leave out', { isRestricted: true }],
    ['somebody who may be an owner', { isOwner: null }],
  ])('%s needs it in Slack', (_what, changes) => {
    expect(verdicts(control, company(enrolled, user('ana', { ...without, ...changes })))).toEqual({
      'ana@example.com': 'fail',
    });
  });

  test('a word about another service, none, or another provider than Google is no such requirement', () => {
    const world = company(enrolled, user('ana', without));
    expect(overall(control, { ...world, words: {} })).toBe('fail');
    expect(overall(control, { ...world, words: throughGoogle('github') })).toBe('fail');
    const ssoProvider = { type: 'okta', name: 'Okta', label: null };
    const team = {
      provider: 'slack',
      connection: 'slack',
      dataset: 'team',
      rows: [{ id: 'T1', ssoProvider }],
    };
    expect(overall(control, { ...world, parts: [...world.parts, team] })).toBe('fail');
    const google = {
      ...team,
      rows: [{ id: 'T1', ssoProvider: { type: 'google', name: null, label: null } }],
    };
    expect(overall(control, { ...world, parts: [...world.parts, google] })).toBe('pass');
    const unseen = { ...google, rows: [], problem: cut };
    expect(overall(control, { ...world, parts: [...world.parts, unseen] })).toBe('unknown');
  });
});

test('the users must be whole for a pass', () => {
  expect(control.needs.filter((need) => !need.optional)).toEqual([{ dataset }]);
});

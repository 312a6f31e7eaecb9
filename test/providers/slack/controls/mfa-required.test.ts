import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../../../lib/evidence/problem.ts';
import type { Attestation } from '../../../../lib/judging/attestation.ts';
import type { Control } from '../../../../lib/judging/control.ts';
import { slackMfaRequired as control } from '../../../../lib/providers/slack/controls/mfa-required.ts';
import { cut, user as googleUser, googleUsers, judge, type World } from '../../../controls/people/world.ts';
import { throughGoogle, word } from '../../../judging/people/google-sign-in.ts';

const part = (connection: string, dataset: string) => ({ provider: 'slack', connection, dataset, rows: [] });

test('each workspace is unknown until somebody attests, whatever else is known', () => {
  const parts = [part('slack', 'team'), part('slack', 'users'), part('sister', 'users')];
  const found = judge(control, { parts });
  expect(Object.keys(found)).toEqual(['slack', 'sister']);
  for (const { verdict, reason } of Object.values(found)) {
    expect(verdict).toBe('unknown');
    expect(reason).toContain('exhibit attest slack.mfa-required');
  }
});

test('somebody’s word passes each, and says whose it is', () => {
  const attestation: Attestation = {
    schema: 'exhibit/attestation/v1',
    control: control.id,
    by: 'cto@example.com',
    note: 'Seen in the settings',
    at: '2026-11-01T09:00:00Z',
    expires: '2027-11-01',
    files: [],
  };
  const attested: Control = { ...control, evaluate: (input) => control.evaluate({ ...input, attestation }) };
  expect(judge(attested, { parts: [part('slack', 'team')] }).slack).toMatchObject({
    verdict: 'pass',
    reason: expect.stringContaining('cto@example.com'),
  });
  expect(control.attested).toBe(true);
});

test('applies where Slack is connected', () => {
  expect(control.applies?.(['slack', 'npm'])).toBeNull();
  expect(control.applies?.(['npm'])).toContain('Slack');
});

describe('attested, and contradicted by the list of people', () => {
  const enrolled = {
    deleted: false,
    isBot: false,
    isInvited: null,
    isStranger: false,
    isOwner: false,
    isAdmin: false,
  };
  const person = (id: string, changes: object = {}) => {
    return { ...enrolled, id, email: `${id}@example.com`, isRestricted: false, has2fa: true, ...changes };
  };
  const company = (rows: readonly object[], problem: Problem | null = null): World => ({
    parts: [
      { provider: 'slack', connection: 'slack', dataset: 'users', rows, problem },
      googleUsers([googleUser('ben')]),
    ],
    attestation: word(control.id, ['slack']),
  });
  const said = (world: World) => judge(control, world).slack;

  test('passes where everybody has a second factor; strangers, bots and the deactivated are not asked', () => {
    const others = [
      person('stranger', { isStranger: true, has2fa: null }),
      person('invited', { isInvited: true, has2fa: null }),
      person('bot', { isBot: true, has2fa: null }),
      person('gone', { deleted: true, has2fa: null }),
    ];
    expect(said(company([person('ana', { isOwner: true }), person('ben'), ...others]))?.verdict).toBe('pass');
  });

  test.each<[string, object, string]>([
    ['an owner without', { isOwner: true, has2fa: false }, 'fail'],
    ['an administrator without', { isAdmin: true, has2fa: false }, 'fail'],
    ['an owner of whom it is not shown', { isOwner: true, has2fa: null }, 'unknown'],
    ['a member without, who may not have signed in since', { has2fa: false }, 'unknown'],
    ['a guest without', { has2fa: false, isRestricted: true }, 'unknown'],
    ['somebody without who may be deactivated', { isOwner: true, has2fa: false, deleted: null }, 'unknown'],
  ])('does not pass with %s', (_what, changes, verdict) => {
    const found = said(company([person('ana', { isOwner: true }), person('cem', changes)]));
    expect(found).toMatchObject({ verdict, reason: expect.stringContaining('cem@example.com') });
    expect(found?.reason).toContain('despite what cto@example.com attested on 2026-11-01');
  });

  test.each<[string, Problem]>([
    ['was refused', { code: 'unauthenticated', message: 'No.' }],
    ['broke off', cut],
    ['shows no second factors', { code: 'not-visible', message: 'Shown to nobody.' }],
    ['failed', { code: 'unavailable', message: '500' }],
  ])('is unknown where that list %s', (_what, problem) => {
    for (const rows of [[], [person('ana', { isOwner: true })]])
      expect(said(company(rows, problem))?.verdict).toBe('unknown');
  });

  test('is not contradicted by whoever must sign in through Google, and has it there', () => {
    const world = company([person('ana', { isOwner: true }), person('ben', { has2fa: false })]);
    expect(said({ ...world, words: throughGoogle('slack') })?.verdict).toBe('pass');
    expect(said(world)?.verdict).toBe('unknown');
  });
});

import { describe, expect, test } from '@jest/globals';
import type { SentryMember, SentryUser, SentryWorld } from '../../../demo/stand-ins/sentry/world.ts';
import { type SentryOptions, startSentry } from '../../../demo/stand-ins/sentry.ts';
import { nightOf } from '../declared-night.ts';

const ana = member('ana', {}, { orgRole: 'owner' });

function member(
  name: string,
  user: Partial<SentryUser> = {},
  traits: Partial<SentryMember> = {},
): SentryMember {
  return {
    id: `m-${name}`,
    email: `${name}@acme.example`,
    user: { id: `u-${name}`, has2fa: true, ...user },
    ...traits,
  };
}

function night(world: Partial<SentryWorld>, options: SentryOptions = {}, org = 'acme') {
  const whole = { organization: { slug: 'acme', name: 'Acme', require2FA: true }, members: [ana], ...world };
  const start = (now: () => Date) => startSentry(() => whole, { now, ...options });
  return nightOf('sentry', { org }, start, (standIn) => standIn.token());
}

const [enforced, enrolled] = ['sentry.mfa-enforced', 'sentry.mfa-enrolled'];
const slug = { slug: 'acme', name: 'Acme' };

describe('Sentry', () => {
  test('passes where the organization requires it and everybody has it', async () => {
    const found = await night({ members: [ana, member('ben')] });
    expect(found.of(enforced)).toEqual({ acme: 'pass' });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass', 'ben@acme.example': 'pass' });
  });

  test.each([
    ['fails where it is not required', { ...slug, require2FA: false }, 'fail'],
    ['is unknown where that is not shown', slug, 'unknown'],
    ['is unknown where it is null', { ...slug, require2FA: null }, 'unknown'],
  ] as const)('%s', async (_, organization, verdict) => {
    expect((await night({ organization })).verdicts[enforced]).toBe(verdict);
  });

  test('an invitation with no user is in the strata, and no verdict is about it', async () => {
    const found = await night({ members: [ana, member('carla', {}, { user: null })] });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass' });
    expect(found.documents['sentry/members']).toMatchObject({
      completeness: 'complete',
      population: { strata: { active: 1, invited: 1 } },
    });
  });

  test('a user who is missing although nobody was only invited does not pass', async () => {
    const found = await night({ members: [ana, member('dan', {}, { user: null, pending: false })] });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass', 'dan@acme.example': 'unknown' });
    expect(found.verdicts[enrolled]).toBe('unknown');
  });

  test('an account that was deactivated is out; one without a second factor fails', async () => {
    const found = await night({
      members: [ana, member('eve', { isActive: false, has2fa: false }), member('ben', { has2fa: false })],
    });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass', 'ben@acme.example': 'fail' });
  });

  test('an account that Sentry suspended is out, and one of whom that is not told is judged', async () => {
    const told = member('eve', { isSuspended: true, has2fa: false });
    const untold = member('ben', { isSuspended: null, has2fa: false });
    const found = await night({ members: [ana, told, untold] });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass', 'ben@acme.example': 'fail' });
    expect(found.documents['sentry/members']?.population?.strata).toMatchObject({ active: 2, disabled: 1 });
  });

  test('a second factor that is shown of nobody is no pass, and one that is not shown of somebody is unknown', async () => {
    const hidden = await night({ members: [member('ana', { has2fa: null })] });
    expect(hidden.documents['sentry/members']?.problem?.code).toBe('not-visible');
    expect(hidden.verdicts[enrolled]).toBe('unknown');
    const some = await night({ members: [ana, member('ben', { has2fa: null })] });
    expect(some.of(enrolled)).toMatchObject({ 'ben@acme.example': 'unknown' });
  });

  test('a list of invitations alone is no organization', async () => {
    const found = await night({ members: [member('carla', {}, { user: null })] });
    expect(found.documents['sentry/members']?.problem?.code).toBe('not-visible');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });

  test('a token without a scope is denied that dataset alone', async () => {
    const found = await night({}, { scopes: ['org:read'] });
    expect(found.documents['sentry/members']?.problem?.code).toBe('denied');
    expect(found.verdicts).toMatchObject({ [enforced]: 'pass', [enrolled]: 'unknown' });
  });

  test('another organization is not judged in place of the one that was asked for', async () => {
    const found = await night({}, {}, 'other');
    expect(found.documents['sentry/organization']?.problem?.code).toBe('rejected');
    expect(found.verdicts).toMatchObject({ [enforced]: 'unknown', [enrolled]: 'unknown' });
  });

  test('roles, last activity and single sign-on are kept as they were told', async () => {
    const lastActive = '2026-11-20T10:00:00.123456Z';
    const flags = { 'sso:linked': true };
    const found = await night({
      members: [ana, member('ben', { lastActive }, { orgRole: 'member', flags })],
    });
    expect(found.records['sentry/members']).toEqual([
      expect.objectContaining({
        id: 'm-ana',
        roles: ['owner'],
        privileged: true,
        lastActiveAt: null,
        singleSignOn: false,
      }),
      expect.objectContaining({
        id: 'm-ben',
        roles: ['member'],
        privileged: false,
        lastActiveAt: lastActive,
        singleSignOn: true,
      }),
    ]);
  });
});

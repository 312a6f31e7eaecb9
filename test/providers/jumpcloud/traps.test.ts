import { describe, expect, test } from '@jest/globals';
import type { JumpCloudUser, JumpCloudWorld } from '../../../demo/stand-ins/jumpcloud/world.ts';
import { startJumpCloud } from '../../../demo/stand-ins/jumpcloud.ts';
import { nightOf } from '../declared-night.ts';

const [enforced, enrolled] = ['jumpcloud.mfa-enforced', 'jumpcloud.mfa-enrolled'];
const ana = user('ana');

function user(name: string, traits: Partial<JumpCloudUser> = {}): JumpCloudUser {
  return {
    _id: `u-${name}`,
    email: `${name}@acme.example`,
    totp_enabled: true,
    enable_user_portal_multifactor: true,
    mfa: { configured: true, exclusion: false },
    mfaEnrollment: { overallStatus: 'ENROLLED', totpStatus: 'ENROLLED' },
    ...traits,
  };
}

const letting = (mfa: object) => ({ effect: { action: 'allow', obligations: { mfa } } });
const forResource = (type: string) => ({ type, targets: { resources: [{ type }] } });

function night(users: readonly JumpCloudUser[], world: Partial<JumpCloudWorld> = {}) {
  const start = (now: () => Date) => startJumpCloud(() => ({ users, ...world }), { now });
  return nightOf('jumpcloud', {}, start, (standIn) => standIn.apiKey());
}

async function verdictsOfBen(traits: Partial<JumpCloudUser>) {
  const found = await night([ana, user('ben', traits)]);
  return [found.of(enforced)['ben@acme.example'], found.of(enrolled)['ben@acme.example']];
}

describe('JumpCloud', () => {
  test('passes where it is required of everybody and everybody has it', async () => {
    const found = await night([ana, user('ben')]);
    const both = { 'ana@acme.example': 'pass', 'ben@acme.example': 'pass' };
    expect([found.of(enforced), found.of(enrolled)]).toEqual([both, both]);
    expect(found.documents['jumpcloud/members']?.completeness).toBe('complete');
  });

  test.each([
    ['is not required', { enable_user_portal_multifactor: false }, 'fail'],
    ['is required, and they are excluded', { mfa: { exclusion: true } }, 'fail'],
    [
      'is required, and they are excluded for a while',
      { mfa: { exclusion: true, exclusionUntil: '2026-12-01T00:00:00.000Z' } },
      'fail',
    ],
    ['may be required', { enable_user_portal_multifactor: null }, 'unknown'],
    ['is required, and nobody says whether they are excluded', { mfa: {} }, 'unknown'],
    ['is required, and what excludes is null', { mfa: null }, 'unknown'],
  ] as const)('of a person of whom it %s', async (_, traits, verdict) => {
    expect((await verdictsOfBen(traits))[0]).toBe(verdict);
  });

  test.each([
    ['DISABLED', 'fail'],
    ['ENROLLMENT_EXPIRED', 'fail'],
    ['IN_ENROLLMENT', 'fail'],
    ['NOT_ENROLLED', 'fail'],
    ['PENDING_ACTIVATION', 'fail'],
    ['PRE_ENROLLMENT', 'fail'],
    ['ENROLLED_LATELY', 'unknown'],
    [null, 'unknown'],
  ] as const)('%s: %s, whatever an authenticator app says', async (overallStatus, verdict) => {
    expect((await verdictsOfBen({ mfaEnrollment: { overallStatus }, totp_enabled: true }))[1]).toBe(verdict);
  });

  test('an answer without enrolment tells of an authenticator app alone', async () => {
    const older = { mfaEnrollment: null };
    expect((await verdictsOfBen({ ...older, totp_enabled: true }))[1]).toBe('pass');
    expect((await verdictsOfBen({ ...older, totp_enabled: false }))[1]).toBe('unknown');
  });

  test('a key that enrolment is not shown to leaves it unknown, and says so', async () => {
    const found = await night([user('ana', { mfaEnrollment: null, totp_enabled: null })]);
    expect(found.documents['jumpcloud/members']?.problem?.code).toBe('not-visible');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });

  test('users who are not activated, or suspended, are in the strata, and no verdict is about them', async () => {
    const off = { enable_user_portal_multifactor: false, mfaEnrollment: { overallStatus: 'NOT_ENROLLED' } };
    const found = await night([
      ana,
      user('new', { ...off, activated: false, state: 'STAGED' }),
      user('gone', { ...off, suspended: true, state: 'SUSPENDED' }),
    ]);
    expect([found.of(enforced), found.of(enrolled)]).toEqual([
      { 'ana@acme.example': 'pass' },
      { 'ana@acme.example': 'pass' },
    ]);
    const { population } = found.documents['jumpcloud/members'] ?? {};
    expect(population?.strata).toMatchObject({ active: 1, disabled: 1, invited: 1 });
  });

  test('a user in a state that nobody knows is judged, and does not pass', async () => {
    expect(await verdictsOfBen({ state: 'PAUSED' })).toEqual(['unknown', 'unknown']);
  });

  test.each([
    ['lets people in without a second factor', letting({ required: false }), 'unknown'],
    ['may let people in without a second factor', { effect: { action: 'allow' } }, 'unknown'],
    ['may be off', { ...letting({ required: false }), disabled: null }, 'unknown'],
    ['may be for the User Portal', { ...letting({ required: false }), ...forResource('kiosk') }, 'unknown'],
    ['says nothing of what it does', { effect: null }, 'unknown'],
    ['demands a second factor', letting({ required: true }), 'pass'],
    ['lets nobody in', { effect: { action: 'deny' } }, 'pass'],
    ['is off', { ...letting({ required: false }), disabled: true }, 'pass'],
    ['only watches', { ...letting({ required: false }), monitorOnly: true }, 'pass'],
    ['is for applications', { ...letting({ required: false }), ...forResource('application') }, 'pass'],
  ] as const)('where a policy of conditional access %s', async (_, traits, verdict) => {
    const found = await night([ana, user('ben', { enable_user_portal_multifactor: false })], {
      policies: [{ id: 'p-1' }, { id: 'p-2', name: 'Office', ...traits }],
    });
    expect(found.of(enforced)).toEqual({ 'ana@acme.example': verdict, 'ben@acme.example': 'fail' });
    expect(found.reasons(enforced)['ana@acme.example']?.includes('“Office”')).toBe(verdict === 'unknown');
  });

  test('policies that are nowhere are none, and those that are refused are not known', async () => {
    const refused = async (status: 403 | 404) => {
      const start = async (now: () => Date) => {
        const standIn = await startJumpCloud(() => ({ users: [ana] }), { now });
        standIn.misbehave({ path: /policies$/, do: status });
        return standIn;
      };
      const found = await nightOf('jumpcloud', {}, start, (standIn) => standIn.apiKey());
      return [found.documents['jumpcloud/policies']?.completeness, found.of(enforced)['ana@acme.example']];
    };
    expect(await refused(404)).toEqual(['empty', 'pass']);
    expect(await refused(403)).toEqual(['failed', 'unknown']);
  });

  test('policies on a second page are read', async () => {
    const many = Array.from({ length: 100 }, (_, at) => ({ id: `p-${at}` }));
    const found = await night([ana], { policies: [...many, { id: 'q', ...letting({ required: false }) }] });
    expect(found.of(enforced)).toEqual({ 'ana@acme.example': 'unknown' });
    expect(found.documents['jumpcloud/policies']?.population.records).toBe(101);
  });

  test('a total beyond what is listed leaves nothing to pass', async () => {
    const found = await night([ana], { counted: 2 });
    expect(found.documents['jumpcloud/members']?.problem?.code).toBe('truncated');
    expect([found.verdicts[enforced], found.verdicts[enrolled]]).toEqual(['unknown', 'unknown']);
  });
});

import { describe, expect, test } from '@jest/globals';
import { accessReviewed as control } from '../../../lib/controls/access/reviewed.ts';
import { googleUsers, judge, onePassword, user, verdicts, type World } from '../people/world.ts';
import { reviewAttestation, sheet } from './attestations.ts';

const world = (attestation: World['attestation']): World => ({
  parts: [googleUsers([user('ana')]), onePassword('users', [])],
  attestation: attestation ?? null,
});

describe('access is reviewed', () => {
  test('by a recorded review with a sheet of everything that is connected', () => {
    const found = judge(control, world(reviewAttestation([])));
    expect(found).toMatchObject({
      'access review': {
        verdict: 'pass',
        reason: expect.stringContaining('cto@example.com decided about 4 accounts'),
      },
      google: { verdict: 'pass', reason: '2 kept, 0 to be removed, 0 to be changed.' },
      vaults: { verdict: 'pass' },
    });
  });

  test('by no attestation alone, however well it is said', () => {
    const { review: _, ...word } = reviewAttestation([]);
    expect(judge(control, world(word))).toEqual({
      'access review': expect.objectContaining({
        verdict: 'unknown',
        reason: expect.stringContaining('exhibit review --record'),
      }),
    });
    expect(verdicts(control, world(null))).toEqual({ 'access review': 'unknown' });
  });

  test('but for what was connected afterwards, which is unknown until it is reviewed', () => {
    expect(verdicts(control, world(reviewAttestation([], { sheets: [sheet('google')] })))).toEqual({
      'access review': 'pass',
      google: 'pass',
      vaults: 'unknown',
    });
  });

  test('but for what the reviewed night did not show whole', () => {
    const sheets = [sheet('google'), sheet('vaults', false)];
    expect(judge(control, world(reviewAttestation([], { sheets }))).vaults).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('not read completely'),
    });
  });

  test('not any more when the night that was reviewed is more than a year ago, whenever it was recorded', () => {
    const old = reviewAttestation([], { run: '2025-11-20T02:00:00Z' });
    expect(verdicts(control, world(old))).toEqual({ 'access review': 'fail' });
  });

  test.each([
    ['of another provider', { provider: 'bitwarden' }],
    ['of another organization', { of: [{ dataset: 'users', tenant: 'elsewhere' }] }],
    ['asked for less', { of: [{ dataset: 'vaults', tenant: null }] }],
  ])('but for what is %s since, under the same name', (_, changes) => {
    const sheets = [sheet('google'), { ...sheet('vaults'), ...changes }];
    const found = verdicts(control, world(reviewAttestation([], { sheets })));
    expect(found).toEqual({ 'access review': 'pass', google: 'pass', vaults: 'unknown' });
  });
});

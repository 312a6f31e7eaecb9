import { describe, expect, test } from '@jest/globals';
import { awsMfaEnrolled } from '../../../../lib/providers/aws/controls/mfa-enrolled.ts';
import { unusedCredentialsRemoved } from '../../../../lib/providers/aws/controls/unused-credentials-removed.ts';
import { evaluate, root, summary, user, type World } from './world.ts';

const controls = [awsMfaEnrolled, unusedCredentialsRemoved];
const said = (control: (typeof controls)[number], world: World) =>
  Object.fromEntries(evaluate(control, [world]).map(({ subject, verdict }) => [subject, verdict]));

describe.each(controls)('an empty population, for $id', (control) => {
  test('that AWS’s own count confirms passes, and says so', () => {
    const [found] = evaluate(control, [{ report: [root()], summary: summary({ users: 0 }) }]);
    expect(found).toEqual({
      subject: 'users of aws',
      verdict: 'pass',
      reason: expect.stringContaining('confirmed by the account summary'),
    });
  });

  test.each<[string, World]>([
    ['is not counted', { summary: summary({ users: null }) }],
    ['comes without a summary', { summary: null }],
    [
      'comes with a summary that is not whole',
      { summary: summary({ users: 0 }), document: { completeness: 'partial' } },
    ],
  ])('that %s is not confirmed', (_what, world) => {
    expect(evaluate(control, [{ report: [root()], ...world }])).toEqual([]);
  });

  test.each([1, 40])('that AWS’s own count contradicts is unknown: %d', (users) => {
    expect(said(control, { report: [root()], summary: summary({ users }) })).toEqual({
      'users of aws': 'unknown',
    });
  });
});

describe('a list that is held against the provider’s own count', () => {
  test.each(controls)('is unknown where it is short of somebody: $id', (control) => {
    const world = { report: [root(), user('ana')], summary: summary({ users: 2 }) };
    expect(said(control, world)).toEqual({ ana: 'pass', 'users of aws': 'unknown' });
  });

  test.each(controls)('is what it is where it has as many, or one who is gone since: $id', (control) => {
    for (const users of [2, 1])
      expect(
        said(control, { report: [root(), user('ana'), user('ben')], summary: summary({ users }) }),
      ).toEqual({
        ana: 'pass',
        ben: 'pass',
      });
  });

  test('confirms that nobody has a password', () => {
    const program = user('deploy', { passwordEnabled: false, mfaActive: false });
    const world = { report: [root(), program], summary: summary({ users: 1 }) };
    expect(said(awsMfaEnrolled, world)).toEqual({ 'users of aws': 'pass' });
    expect(said(awsMfaEnrolled, { ...world, summary: summary({ users: 2 }) })).toEqual({
      'users of aws': 'unknown',
    });
  });
});

describe('credentials that the report has no columns for', () => {
  test.each([true, null])(
    'leave their user unknown (%j), where nothing worse is known',
    (moreCredentials) => {
      const ana = user('ana', { moreCredentials });
      const ben = user('ben', {
        moreCredentials,
        mfaActive: false,
        passwordLastUsed: '2026-01-01T00:00:00Z',
      });
      for (const control of controls)
        expect(said(control, { report: [root(), ana, ben] })).toEqual({ ana: 'unknown', ben: 'fail' });
    },
  );
});

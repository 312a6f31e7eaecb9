import { describe, expect, test } from '@jest/globals';
import { rootProtected } from '../../../../lib/providers/aws/controls/root-protected.ts';
import { evaluate, root, summary, user, type World } from './world.ts';

const judge = (world: World) => evaluate(rootProtected, [world])[0];

test('MFA and no keys, by both accounts: pass', () => {
  expect(evaluate(rootProtected, [{}])).toEqual([
    { subject: 'root user of aws', verdict: 'pass', reason: '' },
  ]);
});

test('no MFA, by both: fail', () => {
  expect(
    judge({ report: [root({ mfaActive: false })], summary: summary({ accountMFAEnabled: 0 }) }),
  ).toMatchObject({
    verdict: 'fail',
    reason: 'Root has no MFA device.',
  });
});

const keyOnSlot = (slot: 1 | 2, active: boolean) => ({
  [`key${slot}Active`]: active,
  [`key${slot}LastRotated`]: '2020-01-01T00:00:00+00:00',
});

test.each([
  [1, true],
  [2, true],
  [1, false],
  [2, false],
] as const)('a key in slot %d, active or not (%s): fail', (slot, active) => {
  expect(
    judge({ report: [root(keyOnSlot(slot, active))], summary: summary({ accountAccessKeysPresent: 1 }) }),
  ).toMatchObject({ verdict: 'fail', reason: 'Root has an access key.' });
});

test('two keys are keys', () => {
  expect(
    judge({ report: [root(keyOnSlot(1, true))], summary: summary({ accountAccessKeysPresent: 2 }) })?.verdict,
  ).toBe('fail');
});

test.each<[string, World]>([
  ['MFA, by the summary only', { report: [root({ mfaActive: false })] }],
  ['a key, by the report only', { report: [root(keyOnSlot(1, true))] }],
])('%s: unknown, because the two disagree', (_what, world) => {
  expect(judge(world)).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('disagree') });
});

test.each<[string, World]>([
  ['no MFA', { summary: summary({ accountMFAEnabled: 0 }) }],
  ['a key', { summary: summary({ accountAccessKeysPresent: 1 }) }],
  ['two keys', { summary: summary({ accountAccessKeysPresent: 2 }) }],
  ['no MFA, and no key either', { summary: summary({ accountMFAEnabled: 0, accountAccessKeysPresent: 0 }) }],
])('what the newer of two accounts, the summary, shows wrong is a failure: %s', (_what, world) => {
  expect(judge(world)?.verdict).toBe('fail');
});

describe('a root whose credentials were removed centrally', () => {
  const none = { accountMFAEnabled: 0, accountAccessKeysPresent: 0, accountPasswordPresent: 0 };
  const bare = root({ mfaActive: false, passwordLastUsed: 'no_information' });

  test.each<[string, World]>([
    ['as AWS has it', {}],
    ['said not to have a password in the report, too', { report: [{ ...bare, passwordEnabled: false }] }],
    ['of which the older report still shows MFA', { report: [root()] }],
    [
      'whose certificates only the report tells of',
      { summary: summary({ ...none, accountSigningCertificatesPresent: null }) },
    ],
  ])('is protected: %s', (_what, world) => {
    expect(judge({ report: [bare], summary: summary(none), ...world })).toMatchObject({
      verdict: 'pass',
      reason: expect.stringContaining('no credentials at all'),
    });
  });

  test.each<[string, World, string]>([
    ['has a password', { summary: summary({ ...none, accountPasswordPresent: 1 }) }, 'fail'],
    ['has a key', { summary: summary({ ...none, accountAccessKeysPresent: 1 }) }, 'fail'],
    ['has a certificate', { summary: summary({ ...none, accountSigningCertificatesPresent: 1 }) }, 'fail'],
    ['may have a password', { summary: summary({ ...none, accountPasswordPresent: null }) }, 'unknown'],
    ['has a password by the report', { report: [{ ...bare, passwordEnabled: true }] }, 'unknown'],
    ['has a key by the report', { report: [{ ...bare, ...keyOnSlot(1, true) }] }, 'unknown'],
    ['has a certificate by the report', { report: [{ ...bare, certificate: true }] }, 'unknown'],
    [
      'may have a certificate',
      {
        report: [{ ...bare, certificate: null }],
        summary: summary({ ...none, accountSigningCertificatesPresent: null }),
      },
      'unknown',
    ],
    ['has more than the report shows', { report: [{ ...bare, moreCredentials: true }] }, 'unknown'],
  ])('is not, where it %s', (_what, world, verdict) => {
    expect(judge({ report: [bare], summary: summary(none), ...world })?.verdict).toBe(verdict);
  });
});

test('credentials beyond the columns of the report leave root unknown', () => {
  expect(judge({ report: [root({ moreCredentials: true })] })?.verdict).toBe('unknown');
});

test('a disagreement on one thing hides no failure in the other', () => {
  const keys = { report: [root({ ...keyOnSlot(1, true), mfaActive: false })] };
  expect(judge({ ...keys, summary: summary({ accountAccessKeysPresent: 1 }) })).toMatchObject({
    verdict: 'fail',
    reason: 'Root has an access key.',
  });
});

test.each<[string, World]>([
  ['the summary is silent on MFA', { summary: summary({ accountMFAEnabled: null }) }],
  ['the summary is silent on keys', { summary: summary({ accountAccessKeysPresent: null }) }],
  ['the summary counts two MFA', { summary: summary({ accountMFAEnabled: 2 }) }],
  ['the report is silent on MFA', { report: [root({ mfaActive: null })] }],
  ['the report is silent on a key', { report: [root({ key1Active: null })] }],
  ['the report is silent on when a key was made', { report: [root({ key2LastRotated: null })] }],
  ['the report has no line for root', { report: [user('ana')] }],
  ['there is no report', { report: [] }],
  ['there is no summary', { summary: null }],
])('%s: unknown', (_what, world) => {
  expect(judge(world)?.verdict).toBe('unknown');
});

test.each<[string, World]>([
  ['the report, without a summary', { report: [root({ mfaActive: false })], summary: null }],
  ['the summary, without a report', { report: [], summary: summary({ accountAccessKeysPresent: 1 }) }],
])('one account is enough to fail: %s', (_what, world) => {
  expect(judge(world)?.verdict).toBe('fail');
});

test('nothing seen of an account is nobody to judge', () => {
  expect(evaluate(rootProtected, [{ report: [], summary: null }])).toEqual([]);
});

test('every account is judged by its own evidence', () => {
  const found = evaluate(rootProtected, [
    { connection: 'Prod' },
    {
      connection: 'sandbox',
      report: [root({ mfaActive: false })],
      summary: summary({ accountMFAEnabled: 0 }),
    },
  ]);
  expect(found.map(({ subject, verdict }) => [subject, verdict])).toEqual([
    ['root user of prod', 'pass'],
    ['root user of sandbox', 'fail'],
  ]);
});

import { describe, expect, test } from '@jest/globals';
import type { OnePasswordEvent } from '../../../../lib/evidence/datasets/onepassword.ts';
import type { EvidenceDocument } from '../../../../lib/evidence/document.ts';
import type { Problem } from '../../../../lib/evidence/problem.ts';
import { eachAssessment } from '../../../../lib/judging/assessed.ts';
import type { ControlInput } from '../../../../lib/judging/control.ts';
import { datasetView } from '../../../../lib/judging/dataset-view.ts';
import { onePasswordMfaEnforced as control } from '../../../../lib/providers/onepassword/controls/mfa-enforced.ts';
import {
  account,
  cut,
  event,
  judge,
  notConfigured,
  onePassword,
  verdicts,
} from '../../../controls/people/world.ts';
import { document } from '../../google-workspace/controls/world.ts';

function signIn(type: string, changes: Partial<OnePasswordEvent> = {}): OnePasswordEvent {
  const person = { targetEmail: 'Ana@example.com', targetId: 'op-ana' };
  return event({ feed: 'sign-in', category: 'success', type, ...person, ...changes });
}

function found(events: OnePasswordEvent[], earlier: OnePasswordEvent[] = []) {
  return verdicts(control, { parts: [onePassword('events', events, { earlier })] });
}

const word = {
  schema: 'exhibit/attestation/v1',
  control: control.id,
  by: 'ben@example.com',
  note: 'Enforced for everybody',
  at: '2026-11-01T10:00:00Z',
  expires: '2027-01-31',
  files: [],
} as const;

describe('two-factor authentication of 1Password', () => {
  test('is unknown for each account, and says what would decide', () => {
    const parts = [
      onePassword('users', [account('ana')]),
      onePassword('vaults', [], { connection: 'second' }),
    ];
    const judged = judge(control, { parts });
    expect(Object.keys(judged)).toEqual(['vaults', 'second']);
    expect(judged.vaults).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('exhibit attest onepassword.mfa-enforced'),
    });
  });

  test('is contradicted by a sign-in that succeeded with the second factor missing', () => {
    const judged = judge(control, { parts: [onePassword('events', [signIn('mfa_missing')])] });
    expect(judged['ana@example.com']).toMatchObject({
      verdict: 'fail',
      reason: 'Signed in without a second factor on 2026-11-22.',
    });
    expect(judged.vaults?.verdict).toBe('unknown');
  });

  test('is contradicted by evidence against somebody’s word, and says so', () => {
    const attestation = word;
    const judged = judge(control, { parts: [onePassword('events', [signIn('mfa_missing')])], attestation });
    expect(judged['ana@example.com']).toMatchObject({
      verdict: 'fail',
      reason:
        'Signed in without a second factor on 2026-11-22, despite what ben@example.com attested on 2026-11-01.',
    });
  });

  test('is not shown by somebody’s word where sign-ins that could contradict it were not all seen', () => {
    const seen = (problem: Problem | null) =>
      verdicts(control, { parts: [onePassword('events', [], { problem })], attestation: word }).vaults;
    expect(seen(null)).toBe('pass');
    expect(seen(cut)).toBe('unknown');
    expect(seen({ code: 'unauthenticated', message: 'The token is not accepted.' })).toBe('unknown');
    expect(seen(notConfigured)).toBe('pass');
  });

  test.each([
    'unauthenticated',
    'unavailable',
    'rate-limited',
    'denied',
    'timeout',
    'truncated',
    'not-asked',
    'malformed',
  ] as const)('is not shown by somebody’s word beside sign-ins that ended in %s', (code) => {
    const problem = { code, message: 'Some of it is missing.' };
    for (const rows of [[], [signIn('mfa_ok')]]) {
      const parts = [onePassword('users', [account('ana')]), onePassword('events', rows, { problem })];
      expect(judge(control, { parts, attestation: word }).vaults).toMatchObject({
        verdict: 'unknown',
        reason: expect.stringContaining('Some of it is missing.'),
      });
    }
  });

  test('is not shown by it where tonight’s are whole and those of an earlier night are lost', () => {
    const tonight = document('events', {
      provider: 'onepassword',
      connection: 'vaults',
      completeness: 'complete',
    });
    const lost: EvidenceDocument = {
      ...tonight,
      completeness: 'partial',
      problem: { code: 'truncated', message: 'The night of 2026-11-20 left none.' },
    };
    const input = {
      attestation: word,
      documents: [tonight],
      now: new Date('2026-11-23T02:00:00Z'),
      views: () => [datasetView(lost, () => [])],
    } as unknown as ControlInput;
    expect([...eachAssessment(control.evaluate(input))]).toMatchObject([
      { verdict: 'unknown', reason: expect.stringContaining('The night of 2026-11-20 left none.') },
    ]);
  });

  test('is contradicted also where the list was cut short, and where the person is not named', () => {
    const events = [signIn('mfa_missing', { targetEmail: null, targetId: null, uuid: 'u1' })];
    expect(verdicts(control, { parts: [onePassword('events', events, { problem: cut })] })).toEqual({
      vaults: 'unknown',
      'sign-in u1': 'fail',
    });
  });

  test.each([
    ['the door held', signIn('mfa_missing', { category: 'mfa_failed' })],
    ['a known device was not asked again', signIn('credentials_ok')],
    ['it went another way than single sign-on', signIn('non_sso_user', { category: 'sso_failed' })],
    ['a second factor was used', signIn('mfa_ok')],
    [
      'it was turned off, to be set up anew',
      event({ objectType: 'user', action: 'disblmfa', objectId: 'op-ana' }),
    ],
    ['it is no sign-in', signIn('mfa_missing', { feed: 'audit' })],
  ])('is not contradicted where %s', (_, one) => {
    expect(found([one])).toEqual({ vaults: 'unknown' });
  });

  test('stays contradicted by an earlier night until the person uses a second factor, or for 30 days', () => {
    const before = signIn('mfa_missing', { timestamp: '2026-11-01T08:00:00Z' });
    expect(found([], [before])).toHaveProperty(['ana@example.com'], 'fail');
    expect(found([signIn('mfa_ok')], [before])).toEqual({ vaults: 'unknown' });
    expect(found([signIn('mfa_ok', { targetEmail: 'ben@example.com' })], [before])).toHaveProperty(
      ['ana@example.com'],
      'fail',
    );
    expect(found([], [signIn('mfa_missing', { timestamp: '2026-10-24T01:59:59Z' })])).toEqual({
      vaults: 'unknown',
    });
  });

  test.each([
    ['whose kind is not told', signIn('x', { type: null })],
    [
      'without a second factor of which it is not told whether it succeeded',
      signIn('mfa_missing', { category: null }),
    ],
    ['of which nothing is told', signIn('x', { type: null, category: null })],
  ])('is not shown for somebody by a sign-in %s', (_, untold) => {
    expect(found([untold])).toHaveProperty(['ana@example.com'], 'unknown');
    const [before, after] = ['2026-11-22T08:00:00Z', '2026-11-22T20:00:00Z'];
    expect(found([untold, signIn('mfa_ok', { timestamp: after })])).toEqual({ vaults: 'unknown' });
    expect(found([signIn('mfa_ok', { timestamp: before }), untold])).toHaveProperty(
      ['ana@example.com'],
      'unknown',
    );
    expect(found([signIn('mfa_missing', { timestamp: before }), untold])).toHaveProperty(
      ['ana@example.com'],
      'fail',
    );
  });

  test.each(['credentials_failed', 'mfa_failed', 'sso_failed', 'firewall_failed'])(
    'asks nothing of the kind of a sign-in that did not succeed: %s',
    (category) => {
      expect(found([signIn('x', { type: null, category })])).toEqual({ vaults: 'unknown' });
    },
  );

  test('goes by when things happened, not by the order they were told in', () => {
    const late = signIn('mfa_missing', { timestamp: '2026-11-22T18:00:00Z' });
    const early = signIn('mfa_ok', { timestamp: '2026-11-22T08:00:00Z' });
    expect(found([late, early])).toHaveProperty(['ana@example.com'], 'fail');
    const together = signIn('mfa_ok', { timestamp: '2026-11-22T18:00:00Z' });
    expect(found([together, late])).toHaveProperty(['ana@example.com'], 'fail');
    expect(found([late, together])).toHaveProperty(['ana@example.com'], 'fail');
  });
});

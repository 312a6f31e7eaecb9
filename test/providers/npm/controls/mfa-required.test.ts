import { expect, test } from '@jest/globals';
import type { NpmAccount, NpmToken } from '../../../../lib/evidence/datasets/npm.ts';
import type { Attestation } from '../../../../lib/judging/attestation.ts';
import type { Control } from '../../../../lib/judging/control.ts';
import { npmMfaRequired as control } from '../../../../lib/providers/npm/controls/mfa-required.ts';
import { cut, judge, type Part, verdicts } from '../../../controls/people/world.ts';

function token(key: string, changes: Partial<NpmToken> = {}): NpmToken {
  return {
    accessed: null,
    bypass2fa: false,
    created: '2026-11-01T00:00:00.000Z',
    expiry: '2027-11-01T00:00:00.000Z',
    key,
    name: 'ci',
    readonly: false,
    revoked: null,
    ...changes,
  };
}

const account = (tokens: readonly NpmToken[] | null, more: Partial<Part> = {}): Part => {
  const row: NpmAccount = { name: 'acme-ci', tokens };
  return { provider: 'npm', connection: 'npm', dataset: 'account', rows: [row], ...more };
};
const bypassing = (changes: Partial<NpmToken> = {}) =>
  verdicts(control, { parts: [account([token('k1', { bypass2fa: true, ...changes })])] })['token k1 of npm'];

test.each<[string, readonly NpmToken[]]>([
  ['tokens that are in order', [token('k1')]],
  ['no tokens', []],
])('with %s the organization is unknown until somebody attests', (_what, tokens) => {
  const found = judge(control, { parts: [account(tokens)] });
  expect(found).toEqual({
    npm: {
      subject: 'npm',
      verdict: 'unknown',
      reason: expect.stringContaining('exhibit attest npm.mfa-required'),
    },
  });
});

test('a token that bypasses two-factor authentication fails, and is named', () => {
  const found = judge(control, { parts: [account([token('k1', { bypass2fa: true }), token('k2')])] });
  expect(found['token k1 of npm']).toEqual({
    subject: 'token k1 of npm',
    verdict: 'fail',
    reason: 'The token “ci” of acme-ci bypasses two-factor authentication.',
  });
  expect(Object.keys(found).sort()).toEqual(['npm', 'token k1 of npm']);
});

test('a token of which it is not told is unknown', () => {
  expect(bypassing({ bypass2fa: null })).toBe('unknown');
});

test('tokens that are revoked or past their end do not count, on the night’s own clock', () => {
  expect(bypassing({ revoked: '2026-11-20T00:00:00Z' })).toBeUndefined();
  expect(bypassing({ expiry: '2026-11-23T02:00:00Z' })).toBeUndefined();
  expect(bypassing({ expiry: '2026-11-23T02:00:01Z' })).toBe('fail');
  expect(bypassing({ expiry: null })).toBe('fail');
  expect(bypassing({ expiry: 'never', revoked: 'no' })).toBe('fail');
});

test('a list of tokens that broke off can contradict, and leaves the rest unknown', () => {
  const parts = [account([token('k1', { bypass2fa: true })], { problem: cut })];
  expect(verdicts(control, { parts })).toEqual({
    npm: 'unknown',
    'token k1 of npm': 'fail',
    'tokens of npm': 'unknown',
  });
  const none = { provider: 'npm', connection: 'npm', dataset: 'account', rows: [], problem: cut };
  expect(verdicts(control, { parts: [none] })).toEqual({ npm: 'unknown', 'tokens of npm': 'unknown' });
});

test('each connection is a subject, whatever was collected of it', () => {
  const members = { provider: 'npm', connection: 'sister', dataset: 'members', rows: [] };
  expect(verdicts(control, { parts: [account([]), members] })).toEqual({ npm: 'unknown', sister: 'unknown' });
});

const attestation: Attestation = {
  schema: 'exhibit/attestation/v1',
  control: control.id,
  by: 'cto@example.com',
  note: 'Seen on the members page',
  at: '2026-11-01T09:00:00Z',
  expires: '2027-11-01',
  files: [],
};
const attested: Control = { ...control, evaluate: (input) => control.evaluate({ ...input, attestation }) };

test('somebody’s word passes, and does not stand in for tokens that may not be seen', () => {
  const seen = judge(attested, { parts: [account([token('k1')])] });
  expect(Object.keys(seen)).toEqual(['npm']);
  expect(seen).toMatchObject({
    npm: { verdict: 'pass', reason: expect.stringMatching(/cto@.*members page$/) },
  });
  const unseen = verdicts(attested, { parts: [account(null)] });
  expect(unseen).toEqual({ npm: 'pass', 'tokens of npm': 'unknown' });
  expect(verdicts(control, { parts: [account(null)] })).toEqual({
    npm: 'unknown',
    'tokens of npm': 'unknown',
  });
});

test('a token counts for more than somebody’s word, and so does not knowing', () => {
  const found = judge(attested, { parts: [account([token('k1', { bypass2fa: true })], { problem: cut })] });
  expect(found['token k1 of npm']).toMatchObject({
    verdict: 'fail',
    reason: expect.stringContaining('despite what cto@example.com attested on 2026-11-01'),
  });
  expect(found['tokens of npm']?.verdict).toBe('unknown');
});

test('applies where npm is connected, and tokens are not needed for it', () => {
  expect(control.applies?.(['npm'])).toBeNull();
  expect(control.applies?.(['slack'])).toContain('npm');
  expect(control.needs.every(({ optional }) => optional)).toBe(true);
});

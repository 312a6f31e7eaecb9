import { expect, test } from '@jest/globals';
import { githubMfaRequired } from '../../../../lib/providers/github/controls/mfa-required.ts';
import { cutShort, judge, type Part } from './world.ts';

const organization = (required: unknown, login = 'Acme'): Part => ({
  dataset: 'organization',
  records: [{ id: '1', login, twoFactorRequirementEnabled: required }],
});

test('required: pass, for the lower-cased login', () => {
  expect(judge(githubMfaRequired, [organization(true)])).toEqual({
    assessments: [{ subject: 'acme', verdict: 'pass', reason: '' }],
    verdict: 'pass',
  });
});

test('not required: fail', () => {
  expect(judge(githubMfaRequired, [organization(false)])).toMatchObject({
    assessments: [{ subject: 'acme', verdict: 'fail' }],
    verdict: 'fail',
  });
});

test.each([null, undefined, 'true'])('%j, as those who are no owners are shown it: unknown', (required) => {
  expect(judge(githubMfaRequired, [organization(required)])).toMatchObject({
    assessments: [{ verdict: 'unknown', reason: expect.stringContaining('owners') }],
    verdict: 'unknown',
  });
});

test('an organization that was not seen: unknown', () => {
  expect(
    judge(githubMfaRequired, [{ dataset: 'organization', records: [], problem: cutShort }]).verdict,
  ).toBe('unknown');
  expect(judge(githubMfaRequired, [{ dataset: 'organization', records: [] }]).verdict).toBe('unknown');
  expect(judge(githubMfaRequired, []).verdict).toBe('unknown');
});

test('one of two organizations does not require it: fail', () => {
  const { assessments, verdict } = judge(githubMfaRequired, [
    organization(true),
    { ...organization(false, 'Acme-Labs'), connection: 'labs' },
  ]);
  expect(assessments.map(({ subject, verdict }) => [subject, verdict])).toEqual([
    ['acme', 'pass'],
    ['acme-labs', 'fail'],
  ]);
  expect(verdict).toBe('fail');
});

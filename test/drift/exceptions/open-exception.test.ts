import { describe, expect, test } from '@jest/globals';
import { causeText, openException } from '../../../lib/drift/exceptions/open-exception.ts';
import type { Finding } from '../../../lib/judging/finding.ts';

const finding = (changes: Partial<Finding>): Finding => ({
  control: 'a.first',
  key: 'u1',
  reason: 'Not so.',
  since: '2026-11-20T02:00:00Z',
  subject: 'ana@acme.example',
  verdict: 'fail',
  waiver: null,
  ...changes,
});

describe('an exception as one night shows it', () => {
  test('stands since the first night that showed it', () => {
    expect(openException(finding({}))).toMatchObject({ kind: 'fail', firstBad: '2026-11-20T02:00:00Z' });
  });

  test('is the failure that it was, since it began, also on a night that cannot tell', () => {
    const failingSince = '2026-11-03T02:00:00Z';
    expect(openException(finding({ verdict: 'unknown', failingSince }))).toMatchObject({
      kind: 'fail',
      firstBad: failingSince,
    });
    expect(openException(finding({ verdict: 'unknown' }))?.kind).toBe('unknown');
  });

  test('is none of a subject that passes', () => {
    expect(openException(finding({ verdict: 'pass', since: null }))).toBeNull();
  });

  test('says what had a part in it beside the evidence, and nothing where nothing had', () => {
    expect(causeText({ cause: 'standard' })).toContain('the standard changed');
    expect(causeText({ cause: 'both' })).toContain('as well');
    expect([causeText({ cause: 'evidence' }), causeText({})]).toEqual(['', '']);
  });
});

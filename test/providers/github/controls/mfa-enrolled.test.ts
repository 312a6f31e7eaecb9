import { describe, expect, test } from '@jest/globals';
import { githubMfaEnrolled } from '../../../../lib/providers/github/controls/mfa-enrolled.ts';
import { cutShort, judge, member, outsider, type Part } from './world.ts';

const members = (...records: readonly object[]): Part => ({ dataset: 'members', records });
const outside = (...records: readonly object[]): Part => ({ dataset: 'outside-collaborators', records });
const run = (parts: readonly Part[], parameters = {}) => judge(githubMfaEnrolled, parts, parameters);

describe('One person', () => {
  const of = (changes: Parameters<typeof member>[1], parameters = {}) =>
    run([members(member('Ana', changes)), outside()], parameters).assessments;

  test('with it: pass, for the lower-cased login', () => {
    expect(of({})).toEqual([{ subject: 'ana', verdict: 'pass', reason: '' }]);
  });

  test('without it: fail', () => {
    expect(of({ twoFactor: 'disabled' })).toMatchObject([
      { verdict: 'fail', reason: expect.stringMatching('off') },
    ]);
  });

  test('with an insecure method: pass, which says so', () => {
    expect(of({ twoFactor: 'insecure' })).toMatchObject([
      { verdict: 'pass', reason: expect.stringContaining('insecure') },
    ]);
  });

  test('with an insecure method, where a company does not want that: fail', () => {
    expect(of({ twoFactor: 'insecure' }, { insecure: 'fail' })).toMatchObject([
      { verdict: 'fail', reason: expect.stringContaining('insecure') },
    ]);
  });

  test.each([null, undefined])('of whom GitHub said nothing (%j): unknown', (twoFactor) => {
    expect(of({ twoFactor: twoFactor as null })).toMatchObject([{ verdict: 'unknown' }]);
  });

  test('of no type counts; a bot does not', () => {
    expect(of({ type: null, twoFactor: 'disabled' })).toMatchObject([{ verdict: 'fail' }]);
    expect(
      run([members(member('ana'), member('app', { type: 'Bot', twoFactor: 'disabled' })), outside()]),
    ).toEqual({
      assessments: [{ subject: 'ana', verdict: 'pass', reason: '' }],
      verdict: 'pass',
    });
  });
});

describe('Outside collaborators', () => {
  test('are judged beside members, under a name of their own', () => {
    const { assessments, verdict } = run([
      members(member('ana')),
      outside(outsider('Ana'), outsider('ext', { twoFactor: 'disabled' })),
    ]);
    expect(assessments.map(({ subject, verdict }) => [subject, verdict])).toEqual([
      ['ana', 'pass'],
      ['ana (outside)', 'pass'],
      ['ext (outside)', 'fail'],
    ]);
    expect(verdict).toBe('fail');
  });

  test('may be none', () => {
    expect(run([members(member('ana')), outside()]).verdict).toBe('pass');
  });

  test('cannot pass for an organization without members', () => {
    const { assessments, verdict } = run([members(), outside(outsider('ext'))]);
    expect(assessments).toContainEqual({
      subject: 'members of github',
      verdict: 'unknown',
      reason: expect.stringContaining('names no person'),
    });
    expect(verdict).toBe('unknown');
  });

  test('cannot pass for an organization of bots', () => {
    expect(run([members(member('app', { type: 'Bot' })), outside(outsider('ext'))]).verdict).toBe('unknown');
  });
});

describe('A list that is not whole', () => {
  const cut = (part: Part): Part => ({ ...part, problem: cutShort });

  test.each<[string, readonly Part[]]>([
    ['members', [cut(members(member('ana'))), outside()]],
    ['outside collaborators', [members(member('ana')), cut(outside(outsider('ext')))]],
    ['outside collaborators, of whom none was seen', [members(member('ana')), cut(outside())]],
    ['members, of whom none was seen', [cut(members()), outside(outsider('ext'))]],
  ])('of %s bars the pass', (_which, parts) => {
    const { assessments, verdict } = run(parts);
    expect(verdict).toBe('unknown');
    expect(assessments.every((one) => one.verdict === 'pass')).toBe(true);
  });

  test('says of whom it leaves unknown what was not read', () => {
    const { assessments } = run([members(member('ana')), cut(outside(outsider('ext', { twoFactor: null })))]);
    expect(assessments).toContainEqual({
      subject: 'ext (outside)',
      verdict: 'unknown',
      reason: `GitHub did not say whether two-factor authentication is on. ${cutShort.message}`,
    });
  });

  test('still shows a failure', () => {
    expect(run([cut(members(member('ana', { twoFactor: 'disabled' }))), cut(outside())]).verdict).toBe(
      'fail',
    );
  });

  test('that was never collected bars the pass', () => {
    expect(run([members(member('ana'))]).verdict).toBe('unknown');
  });
});

test('Parameters are few', () => {
  expect(githubMfaEnrolled.parameters().safeParse({ insecure: 'maybe' }).success).toBe(false);
  expect(githubMfaEnrolled.parameters().safeParse({ insecur: 'fail' }).success).toBe(false);
});

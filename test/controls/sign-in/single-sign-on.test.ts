import { describe, expect, test } from '@jest/globals';
import { singleSignOn as control } from '../../../lib/controls/sign-in/single-sign-on.ts';
import type { SlackSsoProvider } from '../../../lib/evidence/datasets/slack.ts';
import type { Problem } from '../../../lib/evidence/problem.ts';
import { word } from '../../judging/people/google-sign-in.ts';
import { cut, judge, overall, type World } from '../people/world.ts';

/** Two services whose people are said to sign in through Google, one of them Slack with the provider that it names. */
function company(ssoProvider: SlackSsoProvider | null, problem: Problem | null = null): World {
  const workspace = { domain: 'acme', emailDomain: null, id: 'T1', name: 'Acme', ssoProvider };
  return {
    parts: [
      { provider: 'slack', connection: 'slack', dataset: 'team', rows: [workspace], problem },
      { provider: 'npm', connection: 'npm', dataset: 'members', rows: [] },
    ],
    attestation: word(control.id, ['slack', 'npm']),
  };
}

const provider = (changes: Partial<SlackSsoProvider>): SlackSsoProvider => {
  return { type: null, name: null, label: null, ...changes };
};

describe('a word that people sign in through Google', () => {
  test.each([
    provider({ type: 'okta', name: 'Okta' }),
    provider({ label: 'OneLogin' }),
    provider({ type: 'custom_saml', label: 'Azure AD' }),
  ])('is contradicted by another provider that Slack names: %j', (named) => {
    const { slack, npm } = judge(control, company(named));
    expect([slack?.verdict, npm?.verdict]).toEqual(['fail', 'pass']);
    expect(slack?.reason).toContain(`through ${named.name ?? named.label}, as Slack has it`);
    expect(slack?.reason).toContain('cto@example.com');
  });

  test.each([
    null,
    provider({ type: 'google', name: 'Google' }),
    provider({ label: 'G Suite' }),
    provider({ type: 'custom_saml', name: 'Custom SAML 2.0' }),
  ])('is not contradicted by %j', (named) => {
    expect(judge(control, company(named)).slack?.verdict).toBe('pass');
  });

  test('does not pass where what could contradict it was not read completely', () => {
    expect(overall(control, company(null))).toBe('pass');
    expect(overall(control, company(null, cut))).toBe('unknown');
  });

  test('makes no pass of nothing said: without a word the provider that Slack names leaves it unknown', () => {
    const { attestation: _, ...unsaid } = company(provider({ name: 'Okta' }));
    expect(judge(control, unsaid).slack?.verdict).toBe('unknown');
  });
});

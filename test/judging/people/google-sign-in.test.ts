import { expect, test } from '@jest/globals';
import { singleSignOn } from '../../../lib/controls/sign-in/single-sign-on.ts';
import type { GoogleUser } from '../../../lib/evidence/datasets/google-workspace.ts';
import { walked } from '../../../lib/judging/assessed.ts';
import { googleEvidence } from '../../../lib/judging/people/google-sign-in.ts';
import type { Whose } from '../../../lib/judging/people/people.ts';
import { googleUsers, inputOf, user } from '../../controls/people/world.ts';

/** What is said of whoever signs in as ana@example.com, whose accounts at Google these are. */
function said(...accounts: readonly Partial<GoogleUser>[]): string {
  const rows = accounts.map((changes, at) =>
    user(at === 0 ? 'ana' : `ana.${at}`, { isEnforcedIn2Sv: true, isEnrolledIn2Sv: true, ...changes }),
  );
  const others = rows.slice(1).map(({ primaryEmail }) => primaryEmail);
  const identities = [{ person: 'ana@example.com', accounts: { 'google-workspace': others } }];
  const input = inputOf(singleSignOn, {
    parts: [googleUsers(rows)],
    settings: { people: { source: 'google', identities } as never },
  });
  const whose: Whose = input.people.whose({
    connection: 'slack',
    provider: 'slack',
    account: 'ana@example.com',
    email: 'ana@example.com',
  });
  const judgement = walked(googleEvidence(input, [whose]))(whose, 'isEnforcedIn2Sv');
  return judgement?.verdict ?? 'nothing';
}

test('Somebody passes whose every active account at Google has it', () => {
  expect(said({})).toBe('pass');
  expect(said({ isEnforcedIn2Sv: false })).toBe('fail');
  expect(said({ isEnforcedIn2Sv: null })).toBe('unknown');
});

test('Of several accounts the worst counts, and what Google does not say is not known', () => {
  expect(said({}, {})).toBe('pass');
  expect(said({}, { isEnforcedIn2Sv: false })).toBe('fail');
  expect(said({ isEnforcedIn2Sv: false }, {})).toBe('fail');
  expect(said({}, { isEnforcedIn2Sv: null })).toBe('unknown');
  expect(said({ isEnforcedIn2Sv: null }, { isEnforcedIn2Sv: false })).toBe('fail');
});

test('An account that nobody can sign in with does not count beside one that somebody can', () => {
  expect(said({}, { isEnforcedIn2Sv: false, suspended: true })).toBe('pass');
  expect(said({}, { isEnforcedIn2Sv: false, suspended: null })).toBe('fail');
});

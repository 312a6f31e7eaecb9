import { describe, expect, test } from '@jest/globals';
import type { Member } from '../../../../lib/evidence/datasets/declared.ts';
import type { EntraPolicy } from '../../../../lib/evidence/datasets/entra.ts';
import { datasetView } from '../../../../lib/judging/dataset-view.ts';
import { mfaEnforced } from '../../../../lib/providers/entra/controls/mfa-enforced.ts';
import { assess } from '../../../judging/assess.ts';
import { inputOf } from '../../../judging/input.ts';
import { document } from '../../google-workspace/controls/world.ts';

const ana: Member = {
  accountId: null,
  email: 'ana@acme.example',
  guest: false,
  id: 'ana',
  lastActiveAt: null,
  login: 'ana@acme.example',
  mfaEnforced: null,
  mfaEnrolled: true,
  privileged: false,
  roles: [],
  service: false,
  singleSignOn: null,
  state: 'active',
};
const conditional = (name: string, changes: Partial<EntraPolicy> = {}): EntraPolicy => ({
  applications: 'all',
  conditions: [],
  demands: ['mfa'],
  excludes: [],
  excludesUsers: [],
  id: name,
  includes: ['everybody'],
  includesUsers: [],
  kind: 'conditional-access',
  name,
  operator: 'OR',
  state: 'enabled',
  ...changes,
});
const defaults = (state: string | null) => conditional('Defaults', { kind: 'security-defaults', state });

function judged(...policies: readonly EntraPolicy[]): string {
  const of = (name: string) => document(name, { provider: 'entra', connection: 'entra' });
  const views = [datasetView(of('members'), () => [ana]), datasetView(of('policies'), () => policies)];
  const [said] = assess(mfaEnforced, inputOf(mfaEnforced, views, new Date('2026-11-23T02:00:00Z')));
  return said ? `${said.verdict} ${said.reason}`.trim() : '';
}

const partly = (name: string) => conditional(name, { conditions: ['locations'] });
const unclear = conditional('Staff', { conditions: null });
const off = conditional('Old', { state: 'disabled' });

describe('A second factor is enforced for somebody', () => {
  test('by a policy that demands it everywhere, whatever stands beside it', () => {
    expect(judged(defaults('disabled'), conditional('All'))).toBe('pass');
    expect(judged(unclear, conditional('All'), partly('Abroad'))).toBe('pass');
  });

  test('by security defaults, beside which no policy is in force', () => {
    expect(judged(defaults('enabled'))).toBe('pass');
    expect(
      judged(defaults('enabled'), off, conditional('Trial', { state: 'enabledForReportingButNotEnforced' })),
    ).toBe('pass');
    expect(judged(defaults('enabled'), partly('Abroad'))).toContain(
      'unknown Security defaults are on and so is the policy “Abroad”',
    );
  });
});

describe('It is not', () => {
  test('where security defaults are off and no policy demands it', () => {
    expect(judged(defaults('disabled'))).toBe(
      'fail Security defaults are off, and no policy demands a second factor of this person everywhere.',
    );
    expect(judged(defaults('disabled'), off)).toBe(
      'fail Security defaults are off, and no policy demands a second factor of this person everywhere: the policy “Old” is off.',
    );
  });

  test('where one policy demands it in part', () => {
    expect(judged(defaults('disabled'), partly('Abroad'))).toMatch(
      /^fail .*: the policy “Abroad” is in force for some locations alone\.$/,
    );
  });
});

describe('It is unknown', () => {
  test('where a policy is unclear, and that is said before the defaults', () => {
    expect(judged(defaults('disabled'), unclear)).toBe(
      'unknown The policy “Staff” does not show all its conditions.',
    );
    expect(judged(defaults(null), unclear)).toContain('The policy “Staff”');
  });

  test('where nothing says whether security defaults are on', () => {
    for (const policies of [[], [defaults(null)], [defaults('paused'), off]])
      expect(judged(...policies)).toBe('unknown Entra did not say whether security defaults are on.');
  });

  test('where several policies demand it in part, which together may leave no way in', () => {
    expect(judged(defaults('disabled'), partly('Abroad'), off, partly('Home'))).toMatch(
      /^unknown Several policies are in force in part.*“Abroad” is in force.*“Old” is off.*“Home”/,
    );
  });
});

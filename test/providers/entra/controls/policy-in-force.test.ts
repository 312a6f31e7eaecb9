import { describe, expect, test } from '@jest/globals';
import type { EntraPolicy } from '../../../../lib/evidence/datasets/entra.ts';
import { policyFor } from '../../../../lib/providers/entra/controls/policy-in-force.ts';

const strict: EntraPolicy = {
  applications: 'all',
  conditions: [],
  demands: ['mfa'],
  excludes: [],
  excludesUsers: [],
  id: 'p',
  includes: ['everybody'],
  includesUsers: [],
  kind: 'conditional-access',
  name: 'All',
  operator: 'OR',
  state: 'enabled',
};

function comesTo(changes: Partial<EntraPolicy>): string {
  const found = policyFor({ ...strict, ...changes }, { id: 'ana' });
  return 'because' in found ? `${found.to}: ${found.because}` : found.to;
}

describe('A policy demands a second factor of somebody', () => {
  test.each<[string, Partial<EntraPolicy>]>([
    ['that is for everybody', {}],
    ['that names them', { includes: [], includesUsers: ['ana'] }],
    ['that names them beside a group', { includes: ['groups'], includesUsers: ['ana'] }],
    ['that leaves out others', { excludesUsers: ['ben'] }],
    ['that asks for a strength of its own kind', { demands: ['strength:mfa'] }],
    ['that asks for more besides', { demands: ['mfa', 'compliantDevice'], operator: 'AND' }],
    ['that lets them choose between two that both are one', { demands: ['mfa', 'strength:mfa'] }],
  ])('%s', (_, changes) => {
    expect(comesTo(changes)).toBe('demands');
  });
});

describe('A policy does nothing for somebody', () => {
  test.each<[Partial<EntraPolicy>, string]>([
    [{ state: 'disabled' }, 'is off'],
    [{ state: 'enabledForReportingButNotEnforced' }, 'only reports'],
    [{ demands: ['block'] }, 'demands no second factor'],
    [{ demands: ['compliantDevice', 'termsOfUse'] }, 'demands no second factor'],
    [{ demands: [] }, 'demands no second factor'],
    [{ applications: 'none' }, 'is for no application'],
    [{ excludesUsers: ['ana'] }, 'leaves this person out'],
    [{ includes: [], includesUsers: ['ben'] }, 'is for others'],
    [{ state: 'disabled', includes: null, demands: null }, 'is off'],
    [{ excludesUsers: ['ana'], state: null }, 'leaves this person out'],
  ])('%j', (changes, because) => {
    expect(comesTo(changes)).toBe(`nothing: ${because}`);
  });
});

describe('What a policy does for somebody is unclear', () => {
  test.each<[Partial<EntraPolicy>, string]>([
    [{ state: null }, 'is in the state that was not stated'],
    [{ state: 'paused' }, 'is in the state paused'],
    [{ demands: null }, 'does not show what it demands'],
    [{ demands: ['strength:other'] }, 'demands strength:other, which may be met without a second factor'],
    [{ demands: ['proofOfWork'] }, 'demands proofOfWork, which may be met without'],
    [
      { demands: ['mfa', 'compliantDevice'], operator: 'OR' },
      'lets people choose between mfa, compliantDevice',
    ],
    [{ demands: ['mfa', 'compliantDevice'], operator: null }, 'lets people choose'],
    [{ includes: null }, 'does not show whom it is for'],
    [{ includes: ['everybody'], includesUsers: null }, 'does not show whom it is for'],
    [{ excludes: null }, 'does not show whom it is for'],
    [{ excludesUsers: null }, 'does not show whom it is for'],
    [{ applications: null }, 'does not show for which applications'],
    [{ conditions: null }, 'does not show all its conditions'],
    [
      { includes: ['groups', 'roles'], includesUsers: ['ben'] },
      'is for groups and roles, and who these are was not read',
    ],
    [{ excludes: ['guests'] }, 'leaves out guests, and who or what these are was not read'],
  ])('%j', (changes, because) => {
    const found = comesTo(changes);
    expect(found).toContain('unclear: ');
    expect(found).toContain(because);
  });
});

test('A policy that is in force for some places or applications is so in part', () => {
  expect(comesTo({ conditions: ['locations'] })).toBe('partly: is in force for some locations alone');
  expect(comesTo({ applications: 'some', conditions: ['platforms'] })).toBe(
    'partly: is in force for some platforms, applications alone',
  );
});

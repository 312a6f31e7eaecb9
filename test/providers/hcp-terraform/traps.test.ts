import { describe, expect, test } from '@jest/globals';
import type {
  TerraformMember,
  TerraformUser,
  TerraformWorld,
} from '../../../demo/stand-ins/hcp-terraform/world.ts';
import { startTerraform } from '../../../demo/stand-ins/hcp-terraform.ts';
import { nightOf } from '../declared-night.ts';

const [enforced, enrolled] = ['hcp-terraform.mfa-enforced', 'hcp-terraform.mfa-enrolled'];
const both = { enabled: true, verified: true };
const ana = member('ana');

function member(
  name: string,
  user: Partial<TerraformUser> = {},
  traits: Partial<TerraformMember> = {},
): TerraformMember {
  return {
    id: `ou-${name}`,
    email: `${name}@acme.example`,
    user: { id: `user-${name}`, 'two-factor': both, ...user },
    ...traits,
  };
}

function night(world: Partial<TerraformWorld>, organization = 'acme') {
  const required = { name: 'acme', 'collaborator-auth-policy': 'two_factor_mandatory' };
  const start = (now: () => Date) =>
    startTerraform(() => ({ organization: required, members: [ana], ...world }), { now });
  return nightOf('hcp-terraform', { organization }, start, (standIn) => standIn.token());
}

describe('HCP Terraform', () => {
  test('passes where the organization requires it and everybody has it', async () => {
    const found = await night({ members: [ana, member('ben')] });
    expect(found.of(enforced)).toEqual({ acme: 'pass' });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass', 'ben@acme.example': 'pass' });
  });

  test.each([
    ['password', 'fail'],
    ['two_factor_suggested', 'unknown'],
    [null, 'unknown'],
  ] as const)('the policy %s: %s, although all members have it', async (policy, verdict) => {
    const organization = {
      name: 'acme',
      'collaborator-auth-policy': policy,
      'two-factor-conformant': true,
    };
    expect((await night({ organization })).verdicts[enforced]).toBe(verdict);
  });

  test.each([
    ['set up and verified', both, 'pass'],
    ['set up and never verified', { enabled: true, verified: false }, 'fail'],
    ['not set up', { enabled: false, verified: false }, 'fail'],
    ['set up, with no word on whether it was verified', { enabled: true }, 'unknown'],
    ['not shown', null, 'unknown'],
  ] as const)('a second factor that is %s', async (_, factor, verdict) => {
    const found = await night({ members: [ana, member('ben', { 'two-factor': factor })] });
    expect(found.of(enrolled)['ben@acme.example']).toBe(verdict);
  });

  test('an invitation with no user is in the strata, and no verdict is about it', async () => {
    const found = await night({ members: [ana, member('carla', {}, { user: null })] });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass' });
    expect(found.documents['hcp-terraform/members']).toMatchObject({
      completeness: 'complete',
      population: { strata: { active: 1, invited: 1 } },
    });
  });

  test('an active member whose user does not come, or is null, does not pass', async () => {
    const found = await night({
      members: [
        ana,
        member('ben', {}, { user: 'left out' }),
        member('dan', {}, { user: null, status: 'active' }),
      ],
    });
    expect(found.of(enrolled)).toMatchObject({
      'ben@acme.example': 'unknown',
      'dan@acme.example': 'unknown',
    });
  });

  test('a service account is in the strata, and no verdict is about it', async () => {
    const robot = member('robot', { 'is-service-account': true, 'two-factor': { enabled: false } });
    const found = await night({ members: [ana, robot] });
    expect(found.of(enrolled)).toEqual({ 'ana@acme.example': 'pass' });
  });

  test('an account of which it is not known whether it is a person’s does not pass', async () => {
    const found = await night({ members: [ana, member('ben', { 'is-service-account': null })] });
    expect(found.of(enrolled)['ben@acme.example']).toBe('unknown');
  });

  test('a token that second factors are not shown to leaves them unknown, and says so', async () => {
    const found = await night({ members: [member('ana', { 'two-factor': null })] });
    expect(found.documents['hcp-terraform/members']?.problem?.code).toBe('not-visible');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });

  test('a total beyond what is listed leaves nothing to pass', async () => {
    const found = await night({ counted: 2 });
    expect(found.documents['hcp-terraform/members']?.problem?.code).toBe('truncated');
    expect(found.verdicts[enrolled]).toBe('unknown');
  });

  test('another organization is not judged in place of the one that was asked for', async () => {
    const found = await night({}, 'other');
    expect(found.verdicts).toMatchObject({ [enforced]: 'unknown', [enrolled]: 'unknown' });
  });
});

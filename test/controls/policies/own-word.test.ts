import { describe, expect, test } from '@jest/globals';
import { ownApprovals } from '../../../lib/judging/own-approvals.ts';
import type { People } from '../../../lib/judging/people/people.ts';
import { plainStandard } from '../../judging/standard.ts';

const nobody: People['find'] = () => ({ kind: 'nobody', confirmed: true });
const people = { find: nobody, whose: () => ({ kind: 'untold' }) } as unknown as People;
const policy = {
  connection: 'code',
  repository: 'handbook',
  path: 'access.md',
  branch: null,
  owner: 'CEO@acme.example',
};
const attestation = { by: 'ceo@acme.example' } as Parameters<typeof ownApprovals>[0]['attestation'];
const finding = {
  control: 'policies.reviewed',
  key: 'code/handbook/access.md',
  reason: 'Attested',
  since: null,
  subject: 'handbook/access.md',
  verdict: 'pass',
  waiver: null,
} as const;

describe('A word on a policy document', () => {
  test('by its owner is named as such; by another it is not', () => {
    const standard = { ...plainStandard, policies: [policy] };
    expect(ownApprovals({ findings: [finding], attestation }, standard, people)).toEqual([
      {
        of: 'attestation',
        control: 'policies.reviewed',
        subject: finding.subject,
        key: finding.key,
        by: 'ceo@acme.example',
      },
    ]);
    const other = attestation && { ...attestation, by: 'cto@acme.example' };
    expect(ownApprovals({ findings: [finding], attestation: other }, standard, people)).toEqual([]);
  });
});

test('An attestation of somebody on what bears their address is named, also where nobody knows whose it is', () => {
  const subject = 'ceo@acme.example';
  const own = { ...finding, control: 'passwords.unique', key: `code/${subject}`, subject };
  expect(ownApprovals({ findings: [own], attestation }, plainStandard, people)).toMatchObject([
    { of: 'attestation', subject, by: subject },
  ]);
});

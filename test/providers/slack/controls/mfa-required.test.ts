import { expect, test } from '@jest/globals';
import type { Attestation } from '../../../../lib/judging/attestation.ts';
import type { Control } from '../../../../lib/judging/control.ts';
import { slackMfaRequired as control } from '../../../../lib/providers/slack/controls/mfa-required.ts';
import { judge } from '../../../controls/people/world.ts';

const part = (connection: string, dataset: string) => ({ provider: 'slack', connection, dataset, rows: [] });

test('each workspace is unknown until somebody attests, whatever else is known', () => {
  const parts = [part('slack', 'team'), part('slack', 'users'), part('sister', 'users')];
  const found = judge(control, { parts });
  expect(Object.keys(found)).toEqual(['slack', 'sister']);
  for (const { verdict, reason } of Object.values(found)) {
    expect(verdict).toBe('unknown');
    expect(reason).toContain('exhibit attest slack.mfa-required');
  }
});

test('somebody’s word passes each, and says whose it is', () => {
  const attestation: Attestation = {
    schema: 'exhibit/attestation/v1',
    control: control.id,
    by: 'cto@example.com',
    note: 'Seen in the settings',
    at: '2026-11-01T09:00:00Z',
    expires: '2027-11-01',
    files: [],
  };
  const attested: Control = { ...control, evaluate: (input) => control.evaluate({ ...input, attestation }) };
  expect(judge(attested, { parts: [part('slack', 'team')] }).slack).toMatchObject({
    verdict: 'pass',
    reason: expect.stringContaining('cto@example.com'),
  });
  expect(control.attested).toBe(true);
});

test('applies where Slack is connected', () => {
  expect(control.applies?.(['slack', 'npm'])).toBeNull();
  expect(control.applies?.(['npm'])).toContain('Slack');
});

import { expect, test } from '@jest/globals';
import { slackMfaRequired as control } from '../../../lib/controls/slack/mfa-required.ts';
import { judge } from '../people/world.ts';

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

test('applies where Slack is connected', () => {
  expect(control.applies?.(['slack', 'npm'])).toBeNull();
  expect(control.applies?.(['npm'])).toContain('Slack');
});

import { describe, expect, test } from '@jest/globals';
import { groups, users } from '../../lib/evidence/datasets/google-workspace.ts';
import { users as slackUsers } from '../../lib/evidence/datasets/slack.ts';
import type { EvidenceDocument } from '../../lib/evidence/document.ts';
import { ifConnected, needsOf, optional } from '../../lib/judging/need.ts';
import {
  type Counts,
  clockObstacle,
  clockToleranceMs,
  needStates,
  obstacles,
  rollUp,
} from '../../lib/judging/roll-up.ts';
import { evidence } from '../evidence/document.ts';

const somebody: Counts = { pass: 3, fail: 0, unknown: 0, waived: 0 };
const needs = needsOf([users, optional(groups)]);
const barred = (documents: readonly EvidenceDocument[], counts: Counts = somebody) =>
  obstacles(needStates(needs, documents), counts);
const whole = evidence('google', 'users');

describe('A control', () => {
  test.each([
    ['fails when one subject fails, whatever else', { ...somebody, fail: 1, unknown: 1 }, ['x'], 'fail'],
    ['is unknown when one subject is unknown', { ...somebody, unknown: 1 }, [], 'unknown'],
    ['is unknown when something bars a pass', somebody, ['x'], 'unknown'],
    ['passes when all pass', somebody, [], 'pass'],
    ['passes when the others are waived', { ...somebody, waived: 2 }, [], 'pass'],
  ] as const)('%s', (_, counts, reasons, verdict) => {
    expect(rollUp(counts, reasons)).toBe(verdict);
  });
});

describe('A pass is barred', () => {
  test('by nothing where everything was seen', () => {
    expect(barred([whole])).toEqual([]);
  });

  test.each([
    ['partial', 'truncated'],
    ['failed', 'denied'],
  ] as const)('by a needed dataset that is %s', (completeness, code) => {
    const problem = { code, message: 'It was cut short.' };
    expect(barred([evidence('google', 'users', { completeness, problem })])).toEqual([
      `google/users is ${completeness} (${code}).`,
    ]);
  });

  test('by a dataset that is not whole although no reason is given', () => {
    expect(barred([{ ...whole, completeness: 'partial' }])).toEqual([
      'google/users is partial (no reason given).',
    ]);
  });

  test('by a needed dataset that was not collected', () => {
    expect(barred([evidence('google', 'groups')])).toEqual(['google-workspace/users was not collected.']);
  });

  test('by any one of several connections of the provider', () => {
    const problem = { code: 'denied', message: 'No.' } as const;
    const other = evidence('google-2', 'users', { completeness: 'failed', problem });
    expect(barred([whole, other])).toEqual(['google-2/users is failed (denied).']);
  });

  test.each([
    ['ahead of', clockToleranceMs + 1000],
    ['behind', -clockToleranceMs - 1000],
  ])("by a provider's clock that is more than five minutes %s ours", (words, clockSkewMs) => {
    expect(barred([{ ...whole, clockSkewMs }])).toEqual([
      `google/users: the provider's clock is 301 s ${words} ours; set this machine's clock.`,
    ]);
  });

  test.each([0, clockToleranceMs, -clockToleranceMs, null])('by no difference of %p ms', (clockSkewMs) => {
    expect(clockObstacle({ ...whole, clockSkewMs })).toBeNull();
  });

  test('by a difference that is no number', () => {
    expect(clockObstacle({ ...whole, clockSkewMs: Number.NaN })).not.toBeNull();
  });

  test('by an empty population', () => {
    const nobody: Counts = { pass: 0, fail: 0, unknown: 0, waived: 0 };
    expect(barred([evidence('google', 'users', { completeness: 'empty' })], nobody)).toEqual([
      'There is nobody and nothing to judge: an empty population proves nothing.',
    ]);
  });

  test('not by what is only read where there is one', () => {
    const problem = { code: 'denied', message: 'No.' } as const;
    expect(barred([whole, evidence('google', 'groups', { completeness: 'failed', problem })])).toEqual([]);
    expect(needStates(needs, [whole])).toEqual([
      { provider: 'google-workspace', dataset: 'users', document: whole },
    ]);
  });

  test('not by what a provider that is not connected would have shown, but by what a connected one did not', () => {
    const slack = [ifConnected(slackUsers)];
    const team = { ...evidence('slack', 'team'), provider: 'slack' };
    expect(needStates(slack, [whole])).toEqual([]);
    expect(needStates(slack, [whole, team])).toEqual([
      { provider: 'slack', dataset: 'users', document: null },
    ]);
  });
});

import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { collector as slack } from '../../../../lib/providers/slack/collect/index.ts';
import { setup } from '../../../../lib/providers/slack/collect/setup.ts';
import { settings } from '../../../../lib/providers/slack/settings.ts';

test('the example is a connection', () => {
  const [{ id, provider, credentials, ...own }] = parse(setup.example);
  expect([id, provider, credentials]).toEqual(['slack', 'slack', 'env:SLACK_TOKEN']);
  expect(settings().safeParse(own).success).toBe(true);
  expect(settings().safeParse({ team: 'T0123456789' }).success).toBe(true);
  for (const team of ['', 'acme', 'E0123456789']) expect(settings().safeParse({ team }).success).toBe(false);
});

test('every scope only reads, and stands in the steps and in the README', () => {
  const readme = readFileSync(new URL('../../../../lib/providers/slack/README.md', import.meta.url), 'utf8');
  for (const scope of setup.scopes) {
    expect(scope).toMatch(/:read(\.|$)/);
    expect(setup.steps.join('\n')).toContain(scope);
    expect(readme).toContain(`\`${scope}\``);
  }
});

test('the datasets are the two that are collected', () => {
  expect(slack.datasets.map(({ name }) => name).sort()).toEqual(['team', 'users']);
});

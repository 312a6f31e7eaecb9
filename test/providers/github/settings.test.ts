import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { setup } from '../../../lib/providers/github/collect/setup.ts';
import { settings } from '../../../lib/providers/github/settings.ts';

describe('The settings', () => {
  test('are those of the example', () => {
    const [{ id, provider, credentials, ...own }] = parse(setup.example);
    expect({ id, provider, credentials }).toEqual({
      id: 'github',
      provider: 'github',
      credentials: 'env:GITHUB_TOKEN',
    });
    expect(settings().parse(own)).toEqual({ org: 'YOUR_ORG' });
  });

  test.each(['', 'acme/repo', 'https://github.com/acme', 'acme corp', '..', '-acme'])(
    'refuse the organization %j',
    (org) => {
      expect(settings().safeParse({ org }).success).toBe(false);
    },
  );

  test('refuse what they do not know', () => {
    expect(settings().safeParse({ org: 'acme', owner: 'acme' }).success).toBe(false);
  });
});

test('Every permission that is asked for only reads', () => {
  expect(setup.scopes.length).toBeGreaterThan(0);
  for (const scope of setup.scopes) expect(scope).toMatch(/: Read-only$/);
});

import { describe, expect, test } from '@jest/globals';
import { eventsBase, settings, usersBase } from '../../../lib/providers/onepassword/settings.ts';

describe('the settings of a 1Password connection', () => {
  test('have defaults for all but the account', () => {
    expect(settings().parse({ account: 'ACCOUNT1' })).toEqual({
      account: 'ACCOUNT1',
      region: 'com',
      source: 'sdk',
      maxAgeDays: 7,
    });
  });

  test('name the export with source: export', () => {
    const faults = settings().safeParse({ account: 'A', source: 'export' }).error?.issues ?? [];
    expect(faults.map(({ path, message }) => [path, message.includes('file')])).toEqual([[['file'], true]]);
    expect(settings().safeParse({ account: 'A', source: 'export', file: './x.json' }).success).toBe(true);
  });

  test.each([
    [{}],
    [{ account: '' }],
    [{ account: 'A', region: 'us' }],
    [{ account: 'A', source: 'op' }],
    [{ account: 'A', maxAgeDays: 0 }],
    [{ account: 'A', maxAgeDays: 121 }],
    [{ account: 'A', tenant: 'x' }],
  ])('are refused as %j', (given) => {
    expect(settings().safeParse(given).success).toBe(false);
  });

  test('lead to the region, or to the endpoint instead', () => {
    expect(usersBase('com', null)).toBe('https://api.1password.com');
    expect(usersBase('eu', 'http://127.0.0.1:1')).toBe('http://127.0.0.1:1');
    expect(eventsBase('ca', null)).toBe('https://events.1password.ca');
    expect(eventsBase('com', 'http://127.0.0.1:1')).toBe('http://127.0.0.1:1');
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';
import type { Misbehaviour } from '../../../../demo/stand-ins/serve/misbehaviour.ts';
import { collector as github } from '../../../../lib/providers/github/collect/index.ts';
import { person, secure, withMore } from '../acme.ts';
import { anyPage, closeAll, codes, collect, lists, twoFactor } from '../collecting.ts';

afterEach(closeAll);

describe('A list of members that breaks off', () => {
  const large = withMore(150, 1_000, {});

  test.each<[string, Misbehaviour, string]>([
    ['401', { path: anyPage, onPage: 2, do: 401 }, 'unauthenticated'],
    ['403', { path: anyPage, onPage: 2, do: 403 }, 'denied'],
    ['429', { path: anyPage, onPage: 2, do: 429, retryAfter: 600 }, 'rate-limited'],
    ['500', { path: anyPage, onPage: 2, do: 500 }, 'unavailable'],
    ['a closed connection', { path: anyPage, onPage: 2, do: 'close' }, 'unavailable'],
    ['half a page', { path: anyPage, onPage: 2, do: 'cut' }, 'unavailable'],
    ['no JSON', { path: anyPage, onPage: 2, do: 'not-json' }, 'malformed'],
    ['an object', { path: anyPage, onPage: 2, do: 'empty-object' }, 'malformed'],
    ['texts for people', { path: anyPage, onPage: 2, do: 'wrong-shape' }, 'malformed'],
    ['people without ids', { path: anyPage, onPage: 2, do: 'drop-field', field: 'id' }, 'malformed'],
    ['people without logins', { path: anyPage, onPage: 2, do: 'null-field', field: 'login' }, 'malformed'],
    ['somebody who came before', { path: anyPage, onPage: 2, do: 'duplicate-across-pages' }, 'malformed'],
    ['a page that leads to itself', { path: anyPage, onPage: 2, do: 'repeat-token' }, 'truncated'],
  ])('with %s on page two keeps page one, and believes no silence', async (_what, rule, code) => {
    const { members, organization } = await collect(large, { misbehave: [rule] });
    expect(members.rows.length).toBeGreaterThanOrEqual(100);
    expect(codes(members)[0]).toBe(code);
    expect(members.rows.some((row) => row.twoFactor === 'enabled')).toBe(false);
    expect(organization.problems).toEqual([]);
  });

  test('still shows who is known to be without', async () => {
    const { members } = await collect(
      { ...large, people: [...large.people, person('zoe', 9_000, { twoFactor: 'off' })] },
      { misbehave: [{ path: anyPage, onPage: 2, do: 500 }] },
    );
    expect(twoFactor(members).zoe).toBe('disabled');
    expect(codes(members)).toEqual(['unavailable']);
  });

  test('with empty pages on the way is whole all the same', async () => {
    const { members } = await collect(large, {
      misbehave: [{ path: anyPage, onPage: 1, times: 1, do: 'empty-page-with-token' }],
    });
    expect([members.problems, members.rows.length]).toEqual([[], 153]);
  });

  test.each<[string, number]>([
    ['401', 401],
    ['429', 429],
  ])('is the last that is asked for after %s', async (_what, status) => {
    const { server } = await collect(secure, {
      misbehave: [{ path: '/orgs/acme/members', do: status as 401 | 429, retryAfter: 600 }],
    });
    expect(lists(server).filter((list) => list.startsWith('/orgs/acme/members'))).toHaveLength(1);
  });
});

describe('A filter of members that breaks off', () => {
  const large = withMore(150, 1_000, { twoFactor: 'off' });

  test('leaves unknown whoever it did not name', async () => {
    // The first second page is that of everybody, the next one that of the filter.
    const passing = { path: anyPage, onPage: 2, times: 1, do: 'clock-offset', milliseconds: 0 } as const;
    const { members: read } = await collect(large, {
      misbehave: [passing, { path: anyPage, onPage: 2, do: 500 }],
    });
    const count = (state: string | null) => read.rows.filter((row) => row.twoFactor === state).length;
    expect([count('disabled'), count(null), count('enabled')]).toEqual([100, 53, 0]);
    expect(codes(read)).toEqual(['unavailable']);
    expect(read.rows.every((row) => row.role !== null)).toBe(true);
  });

  test('does not hide that a role is not known', async () => {
    const first = { path: '/orgs/acme/members', times: 1, do: 'clock-offset', milliseconds: 0 } as const;
    const { members: read } = await collect(secure, {
      misbehave: [first, { path: '/orgs/acme/members', times: 1, do: 500 }],
    });
    expect(codes(read)).toEqual(['unavailable']);
    expect(read.rows.map(({ role }) => role)).toEqual([null, null, null]);
    expect(github.datasets.find(({ name }) => name === 'members')?.strata(read.rows[0] as never)).toEqual([
      'role-unknown',
      'two-factor-enabled',
    ]);
  });
});

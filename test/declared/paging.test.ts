import { describe, expect, test } from '@jest/globals';
import type { ListEndpoint, Paging } from '../../lib/declared/paging.ts';
import { type Asked, list, people, type Told, tryDeclared, withList, withMembers } from './example.ts';

const ask = '/people?size=2';
const all = ['p0', 'p1', 'p2', 'p3', 'p4'];
const at = ({ url }: Asked, name: string) => new URL(url, 'http://x.example').searchParams.get(name);
const from = (asked: Asked, name: string) => Number(at(asked, name) ?? 0);
const two = (start: number) => people(start, Math.min(start + 2, 5));
const more = (start: number) => start + 2 < 5;

interface Kind {
  readonly list: Partial<ListEndpoint>;
  readonly answer: (asked: Asked, origin: string) => Told;
}

/** The kind of a way to go on: its word, or the first of its keys. */
type KindOf<Way> = Way extends string ? Way : Exclude<keyof Way, 'parameter' | 'first' | 'pages'>;

const kinds: Readonly<Record<KindOf<Paging>, Kind>> = {
  none: { list: { ask, paging: 'none' }, answer: () => ({ body: { people: people(0, 5) } }) },
  link: {
    list: { ask, paging: 'link' },
    answer: (asked, origin) => {
      const start = from(asked, 'at');
      const link = `<${origin}/people?at=${start + 2}>; rel="next"; results="${more(start)}"`;
      return { body: { people: two(start) }, headers: { link } };
    },
  },
  address: {
    list: { ask, paging: { address: ['@odata.nextLink'] } },
    answer: (asked, origin) => {
      const start = from(asked, 'at');
      const next = more(start) ? { '@odata.nextLink': `${origin}/people?at=${start + 2}` } : {};
      return { body: { people: two(start), ...next } };
    },
  },
  cursor: {
    list: { ask, paging: { cursor: 'meta.next', parameter: 'cursor' } },
    answer: (asked) => {
      const start = from(asked, 'cursor');
      return { body: { people: two(start), meta: { next: more(start) ? String(start + 2) : '' } } };
    },
  },
  header: {
    list: { ask, paging: { header: 'x-next-page', parameter: 'page' } },
    answer: (asked) => {
      const number = Number(at(asked, 'page') ?? 1);
      const start = (number - 1) * 2;
      return {
        body: { people: two(start) },
        headers: { 'x-next-page': more(start) ? String(number + 1) : '' },
      };
    },
  },
  page: {
    list: { ask, paging: { page: 'page', first: 1, pages: 'pages' } },
    answer: (asked) => ({ body: { people: two((from(asked, 'page') - 1) * 2), pages: 3 } }),
  },
  offset: {
    list: { ask, paging: { offset: 'skip' }, total: 'total' },
    answer: (asked) => ({ body: { people: two(from(asked, 'skip')), total: 5 } }),
  },
};

describe('A list goes on', () => {
  test.each(Object.entries(kinds))(
    'by %s, to its end, in pages of the size that was asked for',
    async (kind, { answer, list }) => {
      const { asked, members } = await tryDeclared(withList(list), answer);
      expect(members.rows.map(({ id }) => id)).toEqual(all);
      expect(members.problems).toEqual([]);
      expect(asked).toHaveLength(kind === 'none' ? 1 : 3);
      expect(at(asked[0] as Asked, 'size')).toBe('2');
    },
  );

  test.each([
    ['page', { page: 'page', first: 1, pages: null }],
    ['offset', { offset: 'page' }],
  ] as const)('by %s up to an empty page, where nothing counts it', async (kind, paging) => {
    const start = (asked: Asked) => (kind === 'page' ? (from(asked, 'page') - 1) * 2 : from(asked, 'page'));
    const { asked, members } = await tryDeclared(withList({ paging }), (one) => ({
      body: { people: two(start(one)) },
    }));
    expect(members.rows.map(({ id }) => id)).toEqual(all);
    expect(asked).toHaveLength(4);
  });

  test('and has not ended where an address names a next page, and no cursor', async () => {
    const paging = { cursor: 'next', parameter: 'cursor' } as const;
    const { members } = await tryDeclared(withList({ paging, total: null }), (_, origin) => ({
      body: { people: two(0), next: `${origin}/people?cursor=` },
    }));
    expect(members.problems.map(({ code }) => code)).toEqual(['truncated']);
  });

  test('over the pages that are smaller than was asked for', async () => {
    const paging = { offset: 'skip' };
    const { members } = await tryDeclared(withList({ paging, total: 'total' }), (one) => ({
      body: { people: two(from(one, 'skip')), total: 5 },
    }));
    expect(members.rows).toHaveLength(5);
    expect(members.problems).toEqual([]);
  });
});

describe('Of several lists', () => {
  const both = (rest?: true) =>
    tryDeclared(
      withMembers({ lists: [list, { ...list, ask: '/more', total: 'total', ...(rest && { rest }) }] }),
      ({ url }) => ({ body: { people: url === '/more' ? people(1, 4) : people(0, 2), total: 3 } }),
    );

  test('one that takes the rest leaves out whom those before it held', async () => {
    const { members } = await both(true);
    expect(members.rows.map(({ id }) => id)).toEqual(['p0', 'p1', 'p2', 'p3']);
    expect(members.problems).toEqual([]);
  });

  test('another one takes everybody, so that whoever is on both is noticed', async () => {
    expect((await both()).members.rows).toHaveLength(5);
  });
});

describe('A list is cut short', () => {
  test('where it counts more than it lists', async () => {
    const { members } = await tryDeclared(withList({ total: 'total' }), () => ({
      body: { people: people(0, 4), total: 5 },
    }));
    expect(members.problems).toEqual([expect.objectContaining({ code: 'truncated' })]);
    expect(members.rows).toHaveLength(4);
  });

  test('where a header counts more than it lists', async () => {
    const told = (total: string) =>
      tryDeclared(withList({ total: { header: 'x-total' } }), () => ({
        body: { people: people(0, 4) },
        headers: { 'x-total': total },
      }));
    expect((await told('5')).members.problems).toMatchObject([{ code: 'truncated' }]);
    for (const right of ['4', '', 'many']) expect((await told(right)).members.problems).toEqual([]);
  });

  test('where another answer counts more than all lists hold', async () => {
    const count = { ask: '/count', at: 'count' };
    const told = (counted: unknown) =>
      tryDeclared(withMembers({ count }), ({ url }) => ({
        body: url === '/count' ? { count: counted } : { people: people(0, 4) },
      }));
    expect((await told(5)).members.problems).toMatchObject([{ code: 'truncated' }]);
    expect((await told(null)).members.problems).toMatchObject([{ code: 'malformed' }]);
    for (const right of [4, 3]) expect((await told(right)).members.problems).toEqual([]);
  });

  test.each([
    ['a Link header', 'link'],
    ['the header that names the next page', { header: 'x-next-page', parameter: 'page' }],
  ] as const)('where a page is as full as was asked for, and %s was lost on the way', async (_, paging) => {
    const told = (most: number, total: ListEndpoint['total'] = null) =>
      tryDeclared(withList({ ask, paging, total }), () => ({
        body: { people: people(0, most), total: most },
      }));
    const lost = (await told(2)).members;
    expect(lost.problems).toMatchObject([{ code: 'truncated' }]);
    expect(lost.rows).toHaveLength(2);
    expect((await told(1)).members.problems).toEqual([]);
    expect((await told(2, 'total')).members.problems).toEqual([]);
  });

  test('no other number in the query tells how full a page may be', async () => {
    const { members } = await tryDeclared(
      withList({ ask: '/people?team=2', paging: 'link', total: null }),
      () => ({
        body: { people: two(0) },
      }),
    );
    expect(members.problems).toEqual([]);
  });

  test.each([
    ['does not come', undefined],
    ['is a text', '2'],
    ['is less than what comes with it', 1],
  ])('where its total %s, and nothing else shows that it is whole', async (_, total) => {
    const paging = { cursor: 'meta.next', parameter: 'cursor' } as const;
    const told = (change: Partial<ListEndpoint>) =>
      tryDeclared(withList({ paging, total: 'total', ...change }), (asked) => ({
        body: { people: people(Number(at(asked, 'skip') ?? 0), 2), total },
      }));
    expect((await told({})).members.problems).toMatchObject([{ code: 'malformed' }]);
    expect((await told({ paging: 'none' })).members.problems).toMatchObject([{ code: 'malformed' }]);
    const whole = (await told({ paging: { offset: 'skip' } })).members;
    expect(whole.problems).toEqual([]);
    expect(whole.rows).toHaveLength(2);
  });

  test('by no number of pages that a page with people on it is beyond', async () => {
    const { members } = await tryDeclared(withList(kinds.page.list), (one) => ({
      body: { people: two((from(one, 'page') - 1) * 2), pages: 0 },
    }));
    expect(members.rows.map(({ id }) => id)).toEqual(all);
    expect(members.problems).toEqual([]);
  });

  test('by no total that is less than what came: it goes on to an empty page', async () => {
    const { members } = await tryDeclared(
      withList({ paging: { offset: 'skip' }, total: 'total' }),
      (one) => ({
        body: { people: two(from(one, 'skip')), total: 1 },
      }),
    );
    expect(members.rows.map(({ id }) => id)).toEqual(all);
  });

  test('where somebody on it says other than their being on it does', async () => {
    const says = { mfa: true };
    const told = (mfa?: unknown) =>
      tryDeclared(withList({ says }), () => ({
        body: { people: [{ id: 'ana', ...(mfa !== undefined && { mfa }) }] },
      }));
    expect((await told(false)).members).toMatchObject({ rows: [], problems: [{ code: 'malformed' }] });
    for (const same of [undefined, null, true])
      expect((await told(same)).members).toMatchObject({ rows: [{ mfaEnrolled: true }], problems: [] });
  });

  test('where it repeats a page for ever', async () => {
    const paging = { page: 'page', first: 1, pages: null } as const;
    const { members } = await tryDeclared(withList({ paging }), () => ({ body: { people: people(0, 2) } }));
    expect(members.problems).toContainEqual(expect.objectContaining({ code: 'truncated' }));
  });

  test.each(['link', 'address'] as const)(
    'and keeps what came, where %s leads to another host',
    async (kind) => {
      const elsewhere = 'https://elsewhere.example/people';
      const { members } = await tryDeclared(withList(kinds[kind].list), () => ({
        body: { people: people(0, 2), '@odata.nextLink': elsewhere },
        headers: { link: `<${elsewhere}>; rel="next"` },
      }));
      expect(members.problems).toEqual([expect.objectContaining({ code: 'malformed' })]);
      expect(members.rows).toHaveLength(2);
    },
  );

  test('the provider’s own address is asked at the endpoint', async () => {
    const { asked, members } = await tryDeclared(withList(kinds.address.list), (one) => {
      const start = from(one, 'at');
      const next = more(start)
        ? { '@odata.nextLink': `https://api.provider.example/people?at=${start + 2}` }
        : {};
      return { body: { people: two(start), ...next } };
    });
    expect(members.rows.map(({ id }) => id)).toEqual(all);
    expect(asked).toHaveLength(3);
  });

  test.each([
    ['no list', { people: 'none' }],
    ['nothing', null],
  ])('where there is %s where it ought to be', async (_, body) => {
    const { members } = await tryDeclared(withList({}), () => ({ body }));
    expect(members.problems).toEqual([expect.objectContaining({ code: 'malformed' })]);
  });
});

test('Several lists hold everybody together, and what being on one says is laid on whoever is there', async () => {
  const lists = withList({}).members.lists as readonly ListEndpoint[];
  const [first] = lists;
  if (!first) throw new Error('There is no list.');
  const of = (value: boolean): ListEndpoint => ({
    ...first,
    ask: `/people?two=${value}`,
    says: { mfa: value },
  });
  const declaration = { ...withList({}), members: { ...withList({}).members, lists: [of(true), of(false)] } };
  const { members } = await tryDeclared(declaration, (one) => ({
    body: { people: [{ id: at(one, 'two') === 'true' ? 'ana' : 'ben' }] },
  }));
  expect(members.rows.map(({ id, mfaEnrolled }) => [id, mfaEnrolled])).toEqual([
    ['ana', true],
    ['ben', false],
  ]);
});

test('A query is asked as it is written: a name twice, blanks, and settings that hold its marks', async () => {
  const ask = '/people?role[]=agent&role[]=admin&filter=status eq "{org}"&size=2';
  const page = withList({ ask, paging: { page: 'page', first: 1, pages: null }, total: 'total' });
  const { asked } = await tryDeclared(page, () => ({ body: { people: people(0, 1), total: 1 } }), {
    settings: { org: 'a&b=c?' },
  });
  const query = [...new URL(asked[0]?.url ?? '', 'http://x.example').searchParams];
  expect(query).toEqual([
    ['role[]', 'agent'],
    ['role[]', 'admin'],
    ['filter', 'status eq "a&b=c?"'],
    ['size', '2'],
    ['page', '1'],
  ]);
});

test('What is asked of each person besides lies beside what the list says', async () => {
  const base = withList({});
  const each = { ask: '/people/{id}/factors?of={org}', as: 'factors' };
  const active = (raw: Readonly<Record<string, unknown>>) =>
    Array.isArray(raw.factors) && raw.factors.length > 0;
  const declaration = { ...base, members: { ...base.members, each, mfaEnrolled: active } };
  const { asked, members } = await tryDeclared(declaration, ({ url }) =>
    url.startsWith('/people/')
      ? { body: url.includes('a%2Fb') ? [] : ['totp'] }
      : { body: { people: [{ id: 'a/b' }, { id: 'c' }] } },
  );
  expect(asked.map(({ url }) => url)).toEqual([
    '/people',
    '/people/a%2Fb/factors?of=acme',
    '/people/c/factors?of=acme',
  ]);
  expect(members.rows.map(({ mfaEnrolled }) => mfaEnrolled)).toEqual([false, true]);
});

test('What a list beside says of people must stand there once of each, with an id', async () => {
  const beside = { ...list, ask: '/factors', items: 'factors', as: 'factor' };
  const declaration = withMembers({ beside, mfaEnrolled: { at: 'factor.on', missing: 'hidden' } });
  const told = async (...more: readonly object[]) => {
    const factors = [{ id: 'p0', on: true }, { id: 'p1', on: true }, ...more];
    const { members } = await tryDeclared(declaration, ({ url }) => ({
      body: url === '/factors' ? { factors } : { people: people(0, 2) },
    }));
    return members.problems.map(({ code }) => code);
  };
  expect(await told()).toEqual([]);
  expect(await told({ id: 'p1', on: false })).toEqual(['malformed']);
  expect(await told({ on: true })).toEqual(['malformed']);
});

import { answerPage } from '../serve/pages.ts';
import type { Ask } from '../serve/stand-in.ts';
import { cloudflareRefusal } from './refusals.ts';
import type { CloudflarePerson, CloudflareWorld } from './world.ts';

const orders: Readonly<Record<string, (member: CloudflarePerson) => string>> = {
  'user.email': ({ email }) => email,
  status: ({ status }) => status ?? '',
};

/** One page of the members. Page sizes below 5 and above 50 are refused, as are orders that are not documented. */
export function listMembers(ask: Ask, { members }: CloudflareWorld, totals: boolean): Response {
  const { page = '1', per_page = '20', order, direction = 'asc' } = ask.req.query();
  const [number, size] = [Number(page), Number(per_page)];
  const by = order === undefined ? () => '' : orders[order];
  if (!by || !['asc', 'desc'].includes(direction) || !isWhole(number, 1, 1e6) || !isWhole(size, 5, 50))
    return ask.json(cloudflareRefusal(400, ask.req.path, 'Invalid list parameters'), 400);
  const sorted = members.toSorted((a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : 0));
  const listed = direction === 'asc' ? sorted : sorted.reverse();
  const pages = Math.ceil(listed.length / size);
  return answerPage(ask, {
    number,
    items: listed.map(memberOf),
    from: (number - 1) * size,
    size,
    asked: number === 1 ? null : page,
    more: number < pages,
    token: (_, next) => String(next),
    body: (result) =>
      envelope(result, {
        page: number,
        per_page: size,
        ...(totals ? { count: result.length, total_count: listed.length, total_pages: pages } : {}),
      }),
  });
}

function memberOf({ id, email, status = 'accepted', user, ...person }: CloudflarePerson): object {
  const { roles = ['Administrator'], permissionGroups } = person;
  const policies = [
    {
      id: `p-${id}`,
      access: 'allow',
      permission_groups: permissionGroups?.map((name) => ({ id: `g-${name}`, name })),
      resource_groups: [{ id: 'account' }],
    },
  ];
  return {
    id,
    email,
    status,
    ...(user ? { user: { email, first_name: null, last_name: null, ...user } } : { user }),
    ...(permissionGroups ? { policies } : { roles: roles.map((name) => ({ id: `r-${name}`, name })) }),
  };
}

function isWhole(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}

/** What every answer comes in. */
export function envelope(result: unknown, info?: object): object {
  return { success: true, errors: [], messages: [], result, ...(info ? { result_info: info } : {}) };
}

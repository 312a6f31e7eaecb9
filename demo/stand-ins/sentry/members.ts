import { answerPage } from '../serve/pages.ts';
import type { Ask } from '../serve/stand-in.ts';
import type { SentryMember, SentryWorld } from './world.ts';

/** One page of the members: at most 100, by a cursor that both links name; the next one says whether it has results. */
export function listMembers(ask: Ask, { members }: SentryWorld): Response {
  const { cursor = '0:0:0', per_page = '100' } = ask.req.query();
  const [, from, before] = /^0:(\d+):([01])$/.exec(cursor) ?? [];
  const size = Number(per_page);
  if (from === undefined || before === '1' || !(size >= 1 && size <= 100))
    return ask.json({ detail: 'Invalid cursor parameter.' }, 400);
  const at = (place: string) => {
    const url = new URL(ask.req.url);
    url.searchParams.set('cursor', place);
    return url.href;
  };
  return answerPage(ask, {
    number: Math.floor(Number(from) / size) + 1,
    items: members.map(memberOf),
    from: Number(from),
    size,
    asked: cursor === '0:0:0' ? null : at(cursor),
    more: Number(from) + size < members.length,
    token: (next) => at(`0:${next}:0`),
    body: (items) => items,
    headers: (next) => ({
      link: [previous(at(`0:${from}:1`), from), following(next ?? at(cursor), next)].join(', '),
    }),
  });
}

function previous(address: string, from: string): string {
  return `<${address}>; rel="previous"; results="${from === '0' ? 'false' : 'true'}"; cursor="0:${from}:1"`;
}

/** There is always one: it says itself whether it leads anywhere. */
function following(address: string, next: string | null): string {
  return `<${address}>; rel="next"; results="${next === null ? 'false' : 'true'}"; cursor="0:100:0"`;
}

function memberOf({ id, email, user, ...given }: SentryMember): object {
  const { expired = false, flags = {}, orgRole = 'member', pending = user === null } = given;
  return {
    id,
    email,
    name: email,
    user: user && {
      isActive: true,
      isSuspended: false,
      name: email,
      email,
      username: email,
      hasPasswordAuth: true,
      ...user,
    },
    orgRole,
    pending,
    expired,
    flags: { 'sso:linked': false, 'sso:invalid': false, ...flags },
    dateCreated: '2024-10-18T09:12:00.476934Z',
    inviteStatus: 'approved',
    inviterName: null,
  };
}

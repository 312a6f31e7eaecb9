import { CollectError } from '../../../evidence/problem.ts';
import { readPages } from '../../../http/pages.ts';
import { type ProviderRequest, type Reading, send } from '../../reader.ts';
import { type Envelope, openEnvelope } from './envelope.ts';
import { type PageInfo, readPageInfo } from './schema.ts';

/** Which account is asked, and where. */
export interface Place {
  readonly endpoint: string | null;
  readonly account: string;
}

/** Members as they came, not looked at yet. */
export interface MembersPage {
  /** Its number. */
  readonly asked: number;
  readonly items: readonly unknown[];
  readonly info: PageInfo;
}

type Requests<Result> = Reading<never, ProviderRequest, Result>;

const publicBase = 'https://api.cloudflare.com';

function* get({ endpoint }: Place, path: string, where: string): Requests<Envelope> {
  const { text } = yield* send<ProviderRequest>({
    method: 'GET',
    url: `${endpoint ?? publicBase}/client/v4${path}`,
  });
  return openEnvelope(text, where);
}

export function* requestAccount(place: Place): Requests<unknown> {
  return (yield* get(place, `/accounts/${place.account}`, 'Cloudflare’s answer on the account')).result;
}

/** Page by page, by address. Cloudflare takes page sizes from 5 to 50. */
export function requestMembers<Row>(
  place: Place,
  pageSize: number,
  take: (page: MembersPage) => Reading<Row, ProviderRequest, unknown>,
): Reading<Row, ProviderRequest> {
  const isNew = progress();
  const list = `/accounts/${place.account}/members?order=user.email&direction=asc&per_page=${pageSize}`;
  return readPages(
    function* (number = '1') {
      const where = `Page ${number} of Cloudflare’s members`;
      const page = membersPage(yield* get(place, `${list}&page=${number}`, where), Number(number), where);
      if (page.info.pages === null && !isNew(page.items)) throw sameAgain(where);
      return page;
    },
    {
      next: ({ asked, info, items }) => {
        // Where Cloudflare gives no number of pages, or one that this page is beyond, the list ends with a page on which there is nobody.
        const counts = info.pages !== null && (items.length === 0 || asked <= info.pages);
        const more = counts ? asked < info.pages : items.length > 0;
        return more ? String(asked + 1) : null;
      },
      items: ({ items }) => items,
    },
    take,
  );
}

/** What Cloudflare says of the token that asks. Needs no permission. */
export function* requestToken(place: Place, owner: 'account' | 'user'): Requests<unknown> {
  const path = owner === 'account' ? `/accounts/${place.account}/tokens/verify` : '/user/tokens/verify';
  return (yield* get(place, path, 'Cloudflare’s answer on the token')).result;
}

/** Tells whether a page holds somebody who was on none before it, or nobody. */
function progress(): (items: readonly unknown[]) => boolean {
  const seen = new Set<string>();
  return (items) => {
    const before = seen.size;
    for (const item of items) seen.add(JSON.stringify(item));
    return items.length === 0 || seen.size > before;
  };
}

function sameAgain(where: string): CollectError {
  return new CollectError(
    'truncated',
    `${where} holds only members who were listed before, so that the end of the list cannot be reached. Run again; if it happens again, tell the provider.`,
  );
}

/** A page that says where it is must be the one that was asked for. */
function membersPage({ result, info }: Envelope, asked: number, where: string): MembersPage {
  const position = readPageInfo(info);
  if (!Array.isArray(result) || !position)
    throw new CollectError(
      'malformed',
      `${where} is no list with a place in it (result, result_info), where Cloudflare documents one. Check that the endpoint is the provider’s own.`,
    );
  if (position.page !== null && position.page !== asked)
    throw new CollectError(
      'malformed',
      `${where} says that it is page ${position.page}: the pages cannot be distinguished. Run again; if it happens again, tell the provider.`,
    );
  return { asked, items: result, info: position };
}

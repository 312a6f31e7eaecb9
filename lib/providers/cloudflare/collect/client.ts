import { CollectError } from '../../../evidence/problem.ts';
import { authorizedFetch } from '../../../http/authorized.ts';
import type { Fetch } from '../../../http/fetch.ts';
import { followPages } from '../../../http/pages.ts';
import type { TokenOwner } from './credential.ts';
import { type Answer, openEnvelope } from './envelope.ts';
import { type PageInfo, readPageInfo } from './schema.ts';

/** What is asked of Cloudflare. Errors are `CollectError`. */
export interface CloudflareClient {
  account(): Promise<unknown>;
  /** Page by page, by address. Cloudflare takes page sizes from 5 to 50. */
  members(pageSize?: number): AsyncGenerator<MembersPage>;
  /** What Cloudflare says of the token that asks. Needs no permission. */
  token(owner: Exclude<TokenOwner, null>): Promise<unknown>;
}

/** Members as they came, not looked at yet. */
export interface MembersPage {
  readonly items: readonly unknown[];
  readonly info: PageInfo;
}

export interface ClientOptions {
  readonly token: string;
  readonly fetch: Fetch;
  readonly endpoint: string | null;
  readonly account: string;
}

const publicBase = 'https://api.cloudflare.com';
const headers = { accept: 'application/json', 'user-agent': 'Exhibit/1.0.0' };

export function cloudflareClient({ token, fetch, endpoint, account }: ClientOptions): CloudflareClient {
  const authorized = authorizedFetch(fetch, { token: () => Promise.resolve(token) });
  const base = `${endpoint ?? publicBase}/client/v4`;
  const get = async (path: string, where: string): Promise<Answer> =>
    openEnvelope(await (await authorized(`${base}${path}`, { headers })).text(), where);
  return {
    account: async () => (await get(`/accounts/${account}`, 'Cloudflare’s answer on the account')).result,
    members: (pageSize = 50) => {
      const list = `/accounts/${account}/members?order=user.email&direction=asc&per_page=${pageSize}`;
      return followPages(
        async (number = '1') => {
          const where = `Page ${number} of Cloudflare’s members`;
          return membersPage(await get(`${list}&page=${number}`, where), Number(number), where);
        },
        ({ info }) => (info.page < info.pages ? String(info.page + 1) : null),
        ({ items }) => items.length === 0,
      );
    },
    token: async (owner) => {
      const path = owner === 'account' ? `/accounts/${account}/tokens/verify` : '/user/tokens/verify';
      return (await get(path, 'Cloudflare’s answer on the token')).result;
    },
  };
}

/** Without its number and the number of all, where the list ends is not known. */
function membersPage({ result, info }: Answer, asked: number, where: string): MembersPage {
  const position = readPageInfo(info);
  if (!Array.isArray(result) || !position)
    throw new CollectError(
      'malformed',
      `${where} is no list with a place in it (result, result_info), where Cloudflare documents one. Check that the endpoint is the provider’s own.`,
    );
  if (position.page !== asked)
    throw new CollectError(
      'malformed',
      `${where} says that it is page ${position.page}: the pages cannot be told apart. Run again; if it stays, tell the provider.`,
    );
  return { items: result, info: position };
}

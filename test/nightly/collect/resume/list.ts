import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import { close, listen } from '../../../../demo/stand-ins/serve/serve.ts';
import { defineDataset } from '../../../../lib/evidence/dataset.ts';
import { CollectError } from '../../../../lib/evidence/problem.ts';
import { type AnyProvider, anyProvider, type CollectSession } from '../../../../lib/providers/provider.ts';

export const secret = 'canary-credential-5501';

interface Item {
  readonly id: string;
}

const items = defineDataset<Item>({
  provider: 'made-up',
  name: 'items',
  order: 'id',
  key: ({ id }) => id,
  id: null,
  continues: false,
  onlyFor: null,
  strata: () => ['item'],
  people: [],
  compared: null,
});

/** A list in pages, with a token before it. What the server is asked is noted; `answer` may answer in its place. */
export interface ListServer extends AsyncDisposable {
  readonly url: string;
  readonly asked: string[];
  answer: (path: string, response: ServerResponse) => boolean;
}

export async function listServer(pages: number): Promise<ListServer> {
  const asked: string[] = [];
  const self = {
    url: '',
    asked,
    answer: (_path: string, _response: ServerResponse): boolean => false,
    [Symbol.asyncDispose]: () => close(server),
  };
  const server = createServer((request: IncomingMessage, response) => {
    request.resume();
    const path = request.url ?? '';
    asked.push(path);
    response.setHeader('content-type', 'application/json');
    if (self.answer(path, response)) return;
    if (path === '/token') response.end('{"access_token":"canary-token-7702","expires_in":3600}');
    else response.end(JSON.stringify(page(Number(path.split('=')[1]), pages)));
  });
  self.url = await listen(server, 0);
  return self;
}

export function page(number: number, pages: number) {
  const ids = [0, 1].map((at) => ({ id: `item-${String(number * 2 + at).padStart(4, '0')}` }));
  return { items: ids, next: number < pages ? number + 1 : null };
}

/** Asks for a token, and then for page after page. */
export const listed: AnyProvider = anyProvider({
  // The id of a provider that there is, so that a configuration may name it.
  id: 'slack',
  title: 'List',
  settings: z.unknown,
  tokens: [],
  needsCredentials: true,
  datasets: [items],
  setup: { example: '', scopes: [], steps: [] },
  read: () => [],
  probe: async () => [],
  collect: async (session: CollectSession) => {
    await session.dataset(items, async (sink) => {
      const { endpoint } = session.connection;
      const token = await sink.fetch(`${endpoint}/token`, { method: 'POST', confidential: true });
      const { access_token: bearer } = (await token.json()) as { access_token: string };
      for (let next: number | null = 1; next !== null; ) {
        const headers = { authorization: `Bearer ${bearer}` };
        const answer = await sink.fetch(`${endpoint}/items?page=${next}`, { headers });
        const found = (await answer.json()) as ReturnType<typeof page>;
        if (!Array.isArray(found.items)) throw new CollectError('malformed', 'No items.');
        await sink.add(found.items);
        next = found.next;
      }
    });
  },
});

import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { close, listen } from '../../demo/stand-ins/serve/serve.ts';
import { declaredCollector } from '../../lib/declared/collect/collector.ts';
import type { MembersDeclaration, ProviderDeclaration } from '../../lib/declared/declaration.ts';
import type { ListEndpoint } from '../../lib/declared/paging.ts';
import { memorySession } from '../providers/session.ts';

export const list: ListEndpoint = {
  ask: '/people',
  items: 'people',
  paging: 'none',
  total: null,
};

const members: MembersDeclaration = {
  lists: [list],
  people: { id: 'id', account: null, email: { at: 'email', missing: 'unknown' }, login: null },
  invited: null,
  disabled: null,
  service: null,
  mfaEnrolled: { at: 'mfa', missing: 'hidden' },
  mfaEnforced: null,
  singleSignOn: null,
  roles: null,
  lastActive: null,
  grant: 'Grant it.',
};

/** A provider that nobody has: people at `/people`. */
export const example: ProviderDeclaration = {
  id: 'example',
  title: 'Example',
  settings: { org: { form: '[a-z]+', words: 'a word', default: 'acme' } },
  host: 'https://api.provider.example',
  auth: { kind: 'bearer', what: 'a token' },
  tokens: [],
  limits: { perMinute: null },
  organization: null,
  members,
  controls: { enforced: null, enrolled: 'Set it up.' },
  untold: ['Nothing is told.'],
  setup: { scopes: ['read'], steps: ['Make a token.'] },
};

export function withMembers(changes: Partial<MembersDeclaration>): ProviderDeclaration {
  return { ...example, members: { ...members, ...changes } };
}

export function withList(changes: Partial<ListEndpoint>): ProviderDeclaration {
  return withMembers({ lists: [{ ...list, ...changes }] });
}

export interface Asked {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Told {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TriedOptions {
  readonly credential?: string;
  readonly settings?: Readonly<Record<string, string | boolean>>;
}

/** Has a declaration collect from, and probe, a server that answers so. `answer` gives a body, or a whole answer. */
export async function tryDeclared(
  declaration: ProviderDeclaration,
  answer: (asked: Asked, origin: string) => Told,
  { credential = 'secret-token', settings = { org: 'acme' } }: TriedOptions = {},
) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const one = { url: request.url ?? '', headers: request.headers, body: await text(request) };
    asked.push(one);
    const { body, headers = {}, status = 200 } = answer(one, `http://${request.headers.host}`);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  });
  const endpoint = await listen(server, 0);
  const memory = memorySession({ endpoint, credential, settings });
  const collector = declaredCollector(declaration);
  try {
    await collector.collect(memory.session);
    const collected = [...asked];
    const probed = await collector.probe(memorySession({ endpoint, credential, settings }).session);
    return { asked: collected, memory, members: memory.of('members'), probed };
  } finally {
    await close(server);
  }
}

/** So many people from a place in the list, all with a second factor. */
export function people(from: number, to: number): readonly object[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => ({ id: `p${from + at}`, mfa: true }));
}

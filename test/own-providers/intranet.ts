import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { close, listen } from '../../demo/stand-ins/serve/serve.ts';

/** A company's own file, as somebody would write it: types in a comment, a function, a template. */
export const intranet = `/** @type {import('exhibit/provider').ProviderDeclaration} */
const declaration = {
  id: 'intranet',
  title: 'The intranet',
  settings: { site: { form: '[a-z]+', words: 'a site of ours' } },
  host: 'https://intranet.larch.example',
  auth: { kind: 'bearer', what: 'a token of the intranet' },
  tokens: [['a token of the intranet', '\\\\bintra_[a-z0-9]{20,}']],
  limits: { perMinute: null },
  organization: {
    ask: '/sites/{site}',
    id: { at: 'slug', is: '{site}' },
    name: { at: 'name', missing: 'unknown' },
    mfaEnforced: { at: 'policy.mfa', yes: ['required'], no: ['optional'], missing: 'hidden' },
    singleSignOn: null,
    grant: 'Ask the web team.',
  },
  members: {
    // Nothing here imports anything; 'import' is but a word.
    lists: [
      {
        ask: '/sites/{site}/people?size=2',
        items: 'people',
        paging: { page: 'page', first: 1, pages: 'pages' },
        total: 'total',
      },
    ],
    people: { id: 'id', account: null, email: { at: 'mail', missing: 'hidden' }, login: null },
    invited: null,
    disabled: (person) => person.state === 'gone',
    service: null,
    mfaEnrolled: { at: 'mfa', missing: 'hidden' },
    mfaEnforced: null,
    singleSignOn: null,
    roles: { at: 'role', missing: 'unknown', privileged: ['editor'], ordinary: 'others' },
    lastActive: null,
    grant: 'Ask the web team.',
  },
  controls: {
    enforced: 'Ask the web team to require it.',
    enrolled: { version: 2, fix: 'Set it up on your profile page.' },
  },
  untold: ['Which pages somebody may change is not collected.'],
  setup: { scopes: ['read'], steps: ['Ask the web team for a token.'] },
};

export default declaration;
`;

/** The file with one stretch replaced. */
export function intranetWith(from: string, to: string): string {
  if (!intranet.includes(from)) throw new Error(`The file has no ${JSON.stringify(from)}.`);
  return intranet.replace(from, () => to);
}

interface Person {
  readonly id: string;
  readonly mail: string;
  readonly mfa: boolean;
  readonly state: string;
  readonly role: string;
}

export const people: readonly Person[] = [
  { id: 'p1', mail: 'Ana@larch.example', mfa: true, state: 'here', role: 'editor' },
  { id: 'p2', mail: 'ben@larch.example', mfa: false, state: 'here', role: 'reader' },
  { id: 'p3', mail: 'old@larch.example', mfa: false, state: 'gone', role: 'reader' },
];

export const token = 'intra_0123456789abcdefghij';

/** The intranet under a path of this machine. */
export async function startIntranet() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://intranet');
    asked.push(pathname);
    const known = request.headers.authorization === `Bearer ${token}`;
    const body = known ? answer(pathname, Number(searchParams.get('page'))) : null;
    response.writeHead(known ? (body ? 200 : 404) : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? {}));
  });
  const origin = await listen(server, 0);
  return { endpoint: `${origin}/gate/api`, asked, close: () => close(server) };
}

function answer(path: string, page: number): object | null {
  if (path === '/gate/api/sites/larch') return { slug: 'larch', name: 'Larch', policy: { mfa: 'required' } };
  if (path !== '/gate/api/sites/larch/people') return null;
  return { people: people.slice((page - 1) * 2, page * 2), pages: 2, total: people.length };
}

/** A configuration with the file beside it. */
export function writeCompany(
  folder: string,
  endpoint: string,
  file = intranet,
  credentials = 'env:INTRANET_TOKEN',
): string {
  mkdirSync(join(folder, 'providers'), { recursive: true });
  writeFileSync(join(folder, 'providers', 'intranet.mjs'), file);
  const config = join(folder, 'exhibit.yaml');
  writeFileSync(
    config,
    `version: 1
organization: Larch
timezone: UTC
schedule: "02:00"
locker: ./evidence
connections:
  - id: pages
    provider: ./providers/intranet.mjs
    credentials: ${credentials}
    endpoint: ${endpoint}
    site: larch
`,
  );
  return config;
}

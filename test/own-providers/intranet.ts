import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { close, listen } from '../../demo/stand-ins/serve/serve.ts';
import { root } from '../end-to-end/call.ts';

/** A company's own file, as the document gives it: types in a comment, a function, a template. */
export const intranet = exampleIn(readFileSync(join(root, 'docs/adding-a-provider.md'), 'utf8'));

function exampleIn(text: string): string {
  const found = [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = '']) => code);
  const [whole] = found.filter((code) => code.includes('export default'));
  if (whole === undefined) throw new Error('The document has no whole example.');
  return whole;
}

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

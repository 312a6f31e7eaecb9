import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { demoConfiguration, type SignedIn, signedIn } from '../../../demo/company/configuration.ts';
import { providers } from '../../../lib/providers/collectors.ts';
import { manifests } from '../../../lib/providers/manifests.ts';
import type { AnyManifest } from '../../../lib/providers/provider.ts';
import { declarations } from './declarations/index.ts';

/** What every provider's README says, and under which heading. Others may stand between. */
export const headings = [
  'What is asked',
  'Access',
  'How it is read',
  'Quotas',
  'What cannot be known',
  'Not verified',
] as const;

/** What they answer is no answer of a vendor's. */
const unrecorded: readonly string[] = ['dns'];

/** What was forgotten of a provider, a line each, beginning with its id. Empty where nothing was. */
export function forgotten(root: string): readonly string[] {
  return [...forgottenInLists(), ...forgottenInDocuments(root)];
}

/** In the two lists, the made-up company and the table of conformance. */
export function forgottenInLists(): readonly string[] {
  const known = new Map(manifests.map((one) => [one.id, one]));
  const collecting = new Map(providers.map((one) => [one.id, one]));
  const ids = new Set([
    ...known.keys(),
    ...collecting.keys(),
    ...Object.keys(declarations),
    ...demoProviders(),
  ]);
  return [...ids].flatMap((id) => {
    const manifest = known.get(id);
    const provider = collecting.get(id);
    return missing(id, {
      'a line in lib/providers/manifests.ts': manifest !== undefined,
      'a line in lib/providers/collectors.ts': provider !== undefined,
      'a declaration in test/providers/conformance/declarations/': id in declarations,
      'a connection in demo/company/configuration.ts, or a company of its own in its declaration':
        demoProviders().has(id) || declarations[id]?.alone !== undefined,
      'an example of its connection for exhibit init':
        provider !== undefined && isExample(provider.setup.example, id),
      'steps that say how to set it up': (provider?.setup.steps ?? []).length > 0,
      'a probe': typeof provider?.probe === 'function',
      'datasets that name it': manifest?.datasets.every((dataset) => dataset.provider === id) === true,
      ...Object.fromEntries(
        fed(id).map((name) => [`${name} among its datasets`, has(manifest, name) && has(provider, name)]),
      ),
    });
  });
}

/** Every dataset that hangs on an answer, and those that are tried elsewhere. */
function fed(id: string): readonly string[] {
  const { apart = {}, questions = {} } = declarations[id] ?? {};
  return [...Object.values(questions).flatMap(({ feeds }) => feeds), ...Object.keys(apart)];
}

function has(known: AnyManifest | undefined, name: string): boolean {
  return known?.datasets.some((one) => one.name === name) === true;
}

/** In what people read, and in the folders that are looked for by name. `root` is the project's, or a copy's. */
export function forgottenInDocuments(root: string): readonly string[] {
  const text = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '');
  const [threats, demo, front] = ['docs/threat-model.md', 'demo/README.md', 'README.md'].map(text);
  const recorded = text('test/providers/recorded/recorded.test.ts');
  return manifests.flatMap(({ id, title }) => {
    const readme = text(`lib/providers/${id}/README.md`);
    return missing(id, {
      ...Object.fromEntries(headings.map((one) => [`“${one}” in its README`, hasSection(readme, one)])),
      'a line in docs/threat-model.md': threats?.includes(`\n- **${title}.** `) === true,
      [`a stand-in at demo/stand-ins/${id}.ts`]: existsSync(join(root, `demo/stand-ins/${id}.ts`)),
      'a place in demo/README.md': demo?.includes(`${id}.ts`) === true,
      'its name in README.md': front?.includes(title) === true,
      'answers that its vendor publishes, in test/providers/recorded/':
        unrecorded.includes(id) || new RegExp(`\\[\\s*'${id}',`).test(recorded),
      [`a table at test/providers/conformance/tables/${id}.test.ts`]: text(
        `test/providers/conformance/tables/${id}.test.ts`,
      ).includes(`tryOut('${id}')`),
    });
  });
}

function missing(id: string, there: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.entries(there).flatMap(([what, is]) => (is ? [] : [`${id}: ${what} is missing`]));
}

/** The heading, and something under it. */
function hasSection(readme: string, heading: string): boolean {
  const [, body = ''] = readme.split(`\n## ${heading}\n`);
  return (body.split('\n## ')[0] ?? '').trim().length > 0;
}

function isExample(example: string, id: string): boolean {
  const [connection] = parse(example) ?? [];
  return connection?.provider === id;
}

function demoProviders(): ReadonlySet<string> {
  const urls = Object.fromEntries(signedIn.map((id) => [id, 'http://127.0.0.1:1'])) as Record<
    SignedIn,
    string
  >;
  const text = demoConfiguration({ urls, resolver: '127.0.0.1:53', locker: '.', exportFile: 'vaults.json' });
  const { connections } = parse(text) as { connections: readonly { readonly provider: string }[] };
  return new Set(connections.map(({ provider }) => provider));
}

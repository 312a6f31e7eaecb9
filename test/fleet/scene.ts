import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitHubPerson } from '../../demo/stand-ins/github/world.ts';
import { type GitHubStandIn, startGitHub } from '../../demo/stand-ins/github.ts';
import { type CallOptions, callExhibit, type Outcome } from '../end-to-end/call.ts';
import type { Json } from '../end-to-end/company.ts';
import { formObjections } from '../end-to-end/json-forms.ts';

type Call = Omit<CallOptions, 'kill'>;

/** A fleet on this machine: a folder with `fleet.yaml`, and a provider for each organization. */
export interface FleetScene extends AsyncDisposable {
  readonly folder: string;
  readonly ids: readonly string[];
  /** Each organization's provider, which answers of its own people alone. */
  readonly providers: ReadonlyMap<string, GitHubStandIn>;
  /** Writes an organization's exhibit.yaml anew, with other keys in place of some of its own. */
  configure(id: string, more?: { readonly connection?: string; readonly rest?: string }): void;
  /** Writes fleet.yaml anew. */
  list(ids: readonly string[], rest?: string): void;
  exhibit(words: readonly string[], call?: Call): Promise<Outcome>;
  /** Calls `exhibit fleet … --json`, and holds the answer to its published schema. */
  fleet(words: readonly string[], call?: Call): Promise<Outcome & { readonly json: Json }>;
}

export interface FleetOptions {
  readonly organizations: number;
  readonly people: number;
  /** Further keys of fleet.yaml. */
  readonly rest?: string;
  /** How the command line is called. Default: in a process of its own, as a benchmark does. */
  readonly call?: (
    words: readonly string[],
    call: Call & { readonly cwd: string; readonly environment: Record<string, string | undefined> },
  ) => Promise<Outcome>;
}

/** Made-up organizations: `o-001`, `o-002` and so on, each with its own provider, locker, key and secret. */
export async function fleetScene({
  call = callExhibit,
  organizations,
  people,
  rest = '',
}: FleetOptions): Promise<FleetScene> {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-fleet-'));
  const ids = Array.from({ length: organizations }, (_, at) => `o-${String(at + 1).padStart(3, '0')}`);
  const started = await Promise.all(
    ids.map((login, at) => {
      const organization = { id: 1_000 + at, login, twoFactorRequired: true };
      const world = { organization, people: peopleOf(login, people) };
      return startGitHub(() => world);
    }),
  );
  const providers = new Map(ids.flatMap((id, at) => (started[at] ? [[id, started[at]] as const] : [])));
  const environment = Object.fromEntries(
    ids.map((id) => [variableOf(id), providers.get(id)?.credentials() ?? '']),
  );
  const configure: FleetScene['configure'] = (id, { connection = '', rest: more = '' } = {}) => {
    mkdirSync(join(folder, id), { recursive: true });
    const address = providers.get(id)?.url ?? '';
    writeFileSync(join(folder, id, 'exhibit.yaml'), configurationOf(id, address, connection, more));
  };
  const list: FleetScene['list'] = (listed, more = '') =>
    writeFileSync(join(folder, 'fleet.yaml'), fleetOf(listed, more));
  for (const id of ids) configure(id);
  list(ids, rest);
  const exhibit: FleetScene['exhibit'] = (words, given = {}) =>
    call(words, { cwd: folder, ...given, environment: { ...environment, ...given.environment } });
  return {
    folder,
    ids,
    providers,
    configure,
    list,
    exhibit,
    async fleet(words, call) {
      const outcome = await exhibit(['fleet', ...words, '--json'], call);
      const json = outcome.stdout === '' ? null : JSON.parse(outcome.stdout);
      const objections = json === null ? [] : formObjections(json);
      if (objections.length > 0) throw new Error(objections.join('\n'));
      return { ...outcome, json };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(started.map((provider) => provider.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The variable that holds an organization's secret. */
export function variableOf(id: string): string {
  return `TOKEN_${id.replace('-', '_').toUpperCase()}`;
}

function peopleOf(login: string, count: number): readonly GitHubPerson[] {
  return Array.from({ length: count }, (_, at) => ({
    id: at + 1,
    login: `${login}-person-${String(at + 1).padStart(3, '0')}`,
    role: at < 2 ? 'admin' : 'member',
    twoFactor: 'secure',
  }));
}

function configurationOf(id: string, address: string, connection: string, rest: string): string {
  return `version: 1
organization: Organization ${id}
timezone: UTC
connections:
  - id: github
    provider: github
    org: ${id}
    credentials: env:${variableOf(id)}
    endpoint: ${address}
    patience: 0
${connection}controls:
  access.reviewed: { off: Reviewed elsewhere }
  access.review-followed-through: { off: Reviewed elsewhere }
  sign-in.single-sign-on: { off: Everybody signs in at GitHub }
${rest}`;
}

function fleetOf(ids: readonly string[], rest: string): string {
  const lines = ids.map((id) => `  - { id: ${id}, configuration: ${id}/exhibit.yaml }\n`);
  return `version: 1\nname: Larch Accountants\norganizations:\n${lines.join('')}${rest}`;
}
